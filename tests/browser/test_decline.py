"""An interviewer says no in their own calendar; the coordinator is told, and gives the seat to somebody else."""

from playwright.sync_api import expect

from tests.handlers.scheduling import books_screening

INTERVIEW = "Initial interview"


def test_a_no_in_the_calendar_reaches_the_coordinator_and_the_seat_goes_to_somebody_else(company, sits_down):
    books_screening(company, panel="ana")
    rita, ana, cy = sits_down("rita"), sits_down("ana", "calendar/ana"), sits_down("cy", "calendar/cy")
    rita.opens_messages()
    ana.opens_event(INTERVIEW)
    ana.answers("No")
    company.passes(minutes=5)
    told = rita.message("Ana Duarte can't come: Initial interview with Ada Example")
    rita.presses("Replace", told)
    rita.chooses("Who takes the seat?", "Cy Mbeki")
    rita.hands_in()
    rita.sees("Settled. The panel now: Cy Mbeki", within=told)
    expect(rita.modal).to_have_count(0)

    cy.opens_event(INTERVIEW)
    cy.answers("Yes")
    company.passes(minutes=5)
    rita.opens_channel()
    rita.opens_thread("Ada Example")
    rita.sees("Cy Mbeki (comes)", within=rita.message(INTERVIEW, thread=True))

    expect(ana.event(INTERVIEW)).to_have_count(0)
    ana.goes_to("Slack")
    ana.opens_messages()
    ana.sees("Somebody else takes your seat", within=ana.message(INTERVIEW))
