"""The letters the bot knows how to fill, and the variables it has values for."""

_ALWAYS = ("candidate_first_name", "role", "company", "sender_name")
_INTERVIEW = (*_ALWAYS, "session_name", "interview_time")

MAILS = {
    "received": (*_ALWAYS, "next_contact_date"),
    "invitation": (*_INTERVIEW, "interviewer_first_names", "meet_url", "brief"),
    "onsite_invitation": (*_ALWAYS, "interview_date", "agenda", "meet_url", "brief"),
    "interview_reminder": (*_ALWAYS, "interview_date", "agenda", "meet_url"),
    "interview_moved": (*_INTERVIEW, "old_interview_time", "interviewer_first_names", "meet_url"),
    "interview_cancelled": (*_INTERVIEW, "next_step"),
    "offer": (*_ALWAYS, "answer_by", "offer_details", "observed_strengths"),
    "offer_accepted": (*_ALWAYS, "next_step"),
    "withdrawn": (*_ALWAYS, "data_note"),
    "holding_note": (*_ALWAYS, "answer_by"),
    "offer_declined": _ALWAYS,
    "offer_expired": _ALWAYS,
}
OPTIONAL = ("holding_note", "offer_declined", "offer_expired", "interview_reminder")  # older processes have none
BY_HAND = ("offer", "holding_note", "offer_expired")  # a person writes and sends them, as every rejection


REJECTIONS = ("rejection_after_screening", "rejection_after_onsite")
REJECTION = (
    *_ALWAYS,
    *("interview_date", "interviewer_first_names", "project_topic", "decision_sentence", "observed_strengths"),
    *("growth_area", "practice_hint", "call_offer", "reapply_after_months", "expenses_note", "data_note"),
)
