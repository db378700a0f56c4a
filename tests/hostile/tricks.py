"""What nobody should type and somebody will, and a look at everything the bot ever showed for it."""

MARK = "zebra-7"  # by which typed text is found again
ADDRESS = "evil.example/login"
LONE = "\ud83d"  # half of an emoji


def hostile(company, limit=3000):
    """Every trick at once, then one very long word, up to *limit* characters."""
    gus = company["gus"].member.id  # whom the bot has no reason to call, ever
    tricks = (
        f"<!channel> <@{gus}> <#C0HIRING|x> <https://{ADDRESS}|ok> &lt;!here&gt; @here =cmd() *b* {MARK} https://{ADDRESS} "
        f"\u202eשלום\u202c \u200b🎉 `{{role}}` {{}} %s \x00{LONE} '; -- "
    )
    return (tricks + "x" * limit)[:limit]


def kept(text):
    """As it can be kept: without NUL and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def nobody_was_called(company):
    """In everything the bot ever sent: no call, no link and no name but its own."""
    gus, texts = company["gus"].member.id, []
    with company.workspace.changed:
        for call in company.workspace.calls:
            texts += parsed(call.args)
            assert not call.error or call.error == "message_not_found", (call.method, call.error)
        for channel in company.workspace.channels.values():
            texts += [text for post in channel.posts for text in parsed({"text": post.text, "blocks": post.blocks})]
        for who in company.workspace.members:
            for view in (*company.workspace.windows.stack(who), company.workspace.windows.home(who)):
                texts += parsed(view.body) if view else []
    assert texts
    for text in texts:
        for called in ("<!channel", "<!here", "<!everyone", f"<@{gus}", "<#C", f"<https://{ADDRESS}"):
            assert called not in text, text
    assert {it.kind for it in company.workspace.mentions()} <= {"user"}
    assert gus not in {it.who for it in company.workspace.mentions()}


def parsed(thing):
    """Every text that Slack parses; each must say that addresses and @here stay what they are."""
    if isinstance(thing, list):
        return [text for one in thing for text in parsed(one)]
    if not isinstance(thing, dict):
        return []
    if thing.get("type") == "mrkdwn":
        assert thing.get("verbatim"), thing
        return [thing["text"]]
    own = [thing["text"]] if isinstance(thing.get("text"), str) and "type" not in thing else []
    return own + [text for one in thing.values() for text in parsed(one)]


def went_well(person, outcome):
    """No failure of Slack's, none of ours, no apology."""
    assert outcome.ok, outcome
    assert "Something broke" not in person.describe()
    assert "My database" not in person.describe()
    assert person.modal is None or person.modal.title != "Sorry", person.modal.text


def everybody_looks(company):
    """Every command and Home, as everybody; what they answer must be fit to be shown."""
    company.at_rest()
    for name in ("rita", "remy", "hana", "ana", "bo", "cy", "dee", "adam"):
        person = company[name]
        went_well(person, person.opens_home())
        for command, words in COMMANDS:
            answer = person.types(command, words)
            assert answer.ok, (name, command, words, answer)
            went_well(person, answer)
            if person.modal:
                person.closes(everything=True)
    nobody_was_called(company)


COMMANDS = (
    ("/candidate", MARK),
    ("/candidate", "a"),
    ("/schedule", ""),
    ("/scorecard", ""),
    ("/hiring", "pipeline"),
    ("/hiring", "team"),
    ("/hiring", ""),
)
