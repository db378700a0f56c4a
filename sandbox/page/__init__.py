"""The company in the browser: `python -m sandbox.page`, or `make try`.

Every address is a whole page, drawn here for one person; every action is a form that does something and answers with
the page to look at next. static/page.js makes it live: it sends forms without leaving the page, and whenever something
changed in the company it fetches the same address again and takes over what is different.

    server.py      the application: rooms, templates, who may ask
    live.py        tells every open page that something changed
    house.py       the company behind the page, with its bot at work
    slack_*.py     the workspace
    drawing/       Slack's Block Kit as HTML
    calendar_*.py  everybody's week
    mail_*.py      the letters and invitations of the candidates
    world_*.py     clock, faults, start over, a story played
"""
