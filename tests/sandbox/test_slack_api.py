"""The Web API is as strict as Slack's, seen through the real client."""

import http.client

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.faults import Kind
from tests.sandbox.slack_company import MANIFEST, SCOPES, a_company, button, form, manifest_without, text_field


@pytest.fixture
def company():
    with a_company() as company:
        yield company


@pytest.fixture
def slack(company):
    return company.client()


@pytest.fixture
def hiring(company):
    return company.workspace.channel("hiring").id


def refusal(call, *args, **kwargs) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(*args, **kwargs)
    return caught.value.response["error"]


def test_a_wrong_token_opens_nothing(company, hiring):
    assert refusal(company.client("xoxb-other").auth_test) == "invalid_auth"
    assert refusal(company.client(company.workspace.app_token).auth_test) == "not_allowed_token_type"
    assert (
        refusal(company.client(company.workspace.bot_token).apps_connections_open, app_token="xoxb-sandbox")
        == "not_allowed_token_type"
    )
    company.workspace.revoked = True
    assert refusal(company.client().auth_test) == "token_revoked"


def test_a_call_without_its_scope_says_which_one_is_missing():
    with a_company(manifest_without("users:read.email")) as company, pytest.raises(SlackApiError) as caught:
        company.client().users_lookupByEmail(email="ada@example.com")
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "users:read.email"
    assert "chat:write" in caught.value.response["provided"]


def test_without_the_scope_for_addresses_people_have_none():
    with a_company(manifest_without("users:read.email")) as company:
        ada = company.workspace.member("ada").id
        assert "email" not in company.client().users_info(user=ada)["user"]["profile"]


def test_methods_slack_does_not_have_are_not_answered(company, slack):
    assert refusal(slack.api_call, "chat.shout") == "unknown_method"


def test_auth_test_tells_the_scopes_and_who_the_bot_is(company, slack):
    answer = slack.auth_test()
    assert answer["user_id"] == company.workspace.bot.id
    assert "chat:write" in answer.headers["x-oauth-scopes"]


def test_people_are_listed_page_by_page_with_their_zone(company, slack):
    people = [it for page in slack.users_list(limit=2) for it in page["members"]]
    assert [it["name"] for it in people] == ["interview-bot", "ada", "bo", "gil"]
    assert people[3]["is_restricted"]
    ada = slack.users_lookupByEmail(email="ADA@example.com")["user"]
    assert (ada["tz"], ada["tz_offset"]) == ("Europe/Berlin", 3600)


def test_in_an_enterprise_grid_a_persons_workspaces_are_told(company, slack):
    assert "enterprise_user" not in slack.users_lookupByEmail(email="ada@example.com")["user"]
    ours = company.workspace.team_id
    company.workspace.add_member("wanda", team_id="T0OTHER", teams=["T0OTHER", ours])
    wanda = slack.users_lookupByEmail(email="wanda@example.com")["user"]
    assert (wanda["team_id"], wanda["enterprise_user"]["teams"]) == ("T0OTHER", ["T0OTHER", ours])


def test_history_is_closed_to_non_members(company, slack):
    general = company.workspace.channel("general").id
    company.workspace.add_channel("secret", private=True, members=["ada"], with_bot=False)
    secret = company.workspace.channel("secret").id
    assert refusal(slack.conversations_history, channel=general) == "not_in_channel"
    assert refusal(slack.conversations_history, channel=secret) == "channel_not_found"
    assert "secret" not in [
        it["name"] for it in slack.conversations_list(types="public_channel,private_channel")["channels"]
    ]


def test_posting_in_a_channel_needs_membership_or_the_public_scope(company, slack):
    general = company.workspace.channel("general").id
    assert refusal(slack.chat_postMessage, channel=general, text="hello") == "not_in_channel"
    assert refusal(slack.conversations_join, channel=general) == "missing_scope"


def test_metadata_comes_back_only_when_asked_for(slack, hiring):
    metadata = {"event_type": "promise", "event_payload": {"id": "p1"}}
    slack.chat_postMessage(channel=hiring, text="one", metadata=metadata)
    assert "metadata" not in slack.conversations_history(channel=hiring)["messages"][0]
    assert slack.conversations_history(channel=hiring, include_all_metadata=True)["messages"][0]["metadata"] == metadata
    assert (
        refusal(slack.chat_postMessage, channel=hiring, text="x", metadata={"event_type": "promise"})
        == "invalid_metadata_format"
    )


def test_history_is_newest_first_without_replies_and_has_pages(slack, hiring):
    stamps = [slack.chat_postMessage(channel=hiring, text=str(number))["ts"] for number in range(5)]
    slack.chat_postMessage(channel=hiring, text="reply", thread_ts=stamps[0])
    first = slack.conversations_history(channel=hiring, limit=3)
    assert [it["text"] for it in first["messages"]] == ["4", "3", "2"]
    assert first["has_more"]
    rest = slack.conversations_history(channel=hiring, limit=3, cursor=first["response_metadata"]["next_cursor"])
    assert [it["text"] for it in rest["messages"]] == ["1", "0"]
    assert [it["ts"] for it in slack.conversations_history(channel=hiring, oldest=stamps[3])["messages"]] == stamps[4:]
    assert [it["text"] for it in slack.conversations_replies(channel=hiring, ts=stamps[0])["messages"]] == [
        "0",
        "reply",
    ]
    assert refusal(slack.conversations_replies, channel=hiring, ts="1.2") == "thread_not_found"


def test_timestamps_follow_the_clock_and_never_repeat(company, slack, hiring):
    stamps = [slack.chat_postMessage(channel=hiring, text="x")["ts"] for _ in range(3)]
    assert stamps == sorted(set(stamps))
    assert float(stamps[0]) == pytest.approx(company.clock.now().timestamp(), abs=1)


def test_a_message_belongs_to_its_author_and_a_deleted_one_is_gone(company, slack, hiring):
    said = company.person("ada").says("hello", "hiring")
    assert refusal(slack.chat_update, channel=hiring, ts=said.ts, text="mine") == "cant_update_message"
    assert refusal(slack.chat_delete, channel=hiring, ts=said.ts) == "cant_delete_message"
    own = slack.chat_postMessage(channel=hiring, text="own")["ts"]
    slack.chat_update(channel=hiring, ts=own, text="edited")
    assert company.person("bo").sees("hiring")[-1].edited
    slack.chat_delete(channel=hiring, ts=own)
    assert refusal(slack.chat_update, channel=hiring, ts=own, text="again") == "message_not_found"
    assert refusal(slack.chat_postMessage, channel=hiring, text="late", thread_ts=own) == "thread_not_found"


def test_an_edit_keeps_metadata_unless_new_metadata_comes(slack, hiring):
    metadata = {"event_type": "promise", "event_payload": {"id": "p1"}}
    own = slack.chat_postMessage(channel=hiring, text="own", metadata=metadata)["ts"]
    slack.chat_update(channel=hiring, ts=own, text="edited")
    assert slack.conversations_history(channel=hiring, include_all_metadata=True)["messages"][0]["metadata"] == metadata


def test_an_ephemeral_message_is_seen_by_its_reader_alone(company, slack, hiring):
    ada = company.workspace.member("ada").id
    slack.chat_postEphemeral(channel=hiring, user=ada, text="only you")
    assert [it.text for it in company.person("ada").sees("hiring")] == ["only you"]
    assert company.person("bo").sees("hiring") == []
    assert slack.conversations_history(channel=hiring)["messages"] == []
    guest = company.workspace.member("gil").id
    assert refusal(slack.chat_postEphemeral, channel=hiring, user=guest, text="x") == "user_not_in_channel"


def test_a_direct_message_by_person_lands_in_their_dm(company, slack):
    ada = company.workspace.member("ada")
    answer = slack.chat_postMessage(channel=ada.id, text="hi")
    assert answer["channel"] == slack.conversations_open(users=ada.id)["channel"]["id"]
    assert [it.text for it in company.person("ada").dms] == ["hi"]
    assert company.person("bo").dms == []
    ada.deleted = True
    assert refusal(slack.conversations_open, users=ada.id) == "user_disabled"


def test_a_trigger_opens_one_modal_and_not_for_long():
    with a_company(trigger_seconds=0.2) as company:
        slack, triggers, ada = company.client(), company.workspace.triggers, company.workspace.member("ada").id
        once = triggers.issue(ada)
        slack.views_open(trigger_id=once, view=form(text_field("Name", "name")))
        assert (
            refusal(slack.views_open, trigger_id=once, view=form(text_field("Name", "name"))) == "exchanged_trigger_id"
        )
        assert (
            refusal(slack.views_open, trigger_id="1.2.x", view=form(text_field("Name", "name"))) == "invalid_trigger_id"
        )
        old = triggers.issue(ada)
        company.workspace.wait_until(lambda: False, 0.25)
        assert refusal(slack.views_open, trigger_id=old, view=form(text_field("Name", "name"))) == "expired_trigger_id"


def test_an_old_hash_does_not_overwrite_a_newer_view(company, slack):
    trigger = company.workspace.triggers.issue(company.workspace.member("ada").id)
    view = slack.views_open(trigger_id=trigger, view=form(text_field("Name", "name")))["view"]
    slack.views_update(view_id=view["id"], hash=view["hash"], view=form(text_field("Name", "name"), title="Newer"))
    assert (
        refusal(slack.views_update, view_id=view["id"], hash=view["hash"], view=form(text_field("Name", "name")))
        == "hash_conflict"
    )
    assert company.person("ada").modal.title == "Newer"


def test_what_was_typed_stays_where_both_ids_stay(company, slack):
    ada = company.person("ada")
    view = slack.views_open(
        trigger_id=company.workspace.triggers.issue(ada.member.id),
        view=form(text_field("Name", "name"), text_field("Note", "note-1"), external_id="application"),
    )["view"]
    ada.fills_in({"Name": "Lin", "Note": "typed"})
    updated = form(text_field("Name", "name", typed="ignored"), text_field("Note", "note-2"), external_id="application")
    slack.views_update(external_id="application", view=updated)
    assert ada.modal.values == {"Name": "Lin", "Note": ""}
    assert ada.modal.id == view["id"]


def test_three_views_deep_is_the_end(company, slack):
    ada = company.person("ada")
    first = slack.views_open(
        trigger_id=company.workspace.triggers.issue(ada.member.id), view=form(text_field("A", "a"))
    )["view"]
    for _ in range(2):
        top = slack.views_push(
            trigger_id=company.workspace.triggers.issue(ada.member.id, first["id"]), view=form(text_field("A", "a"))
        )
    assert top["view"]["root_view_id"] == first["id"]
    fourth = company.workspace.triggers.issue(ada.member.id, first["id"])
    assert refusal(slack.views_push, trigger_id=fourth, view=form(text_field("A", "a"))) == "push_limit_reached"
    ada.loses_the_window()
    assert refusal(slack.views_update, view_id=first["id"], view=form(text_field("A", "a"))) == "not_found"


def test_block_kits_rules_hold_for_messages_and_views(company, slack, hiring):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    assert refusal(slack.chat_postMessage, channel=hiring, text="x", blocks=blocks) == "invalid_blocks"
    assert refusal(slack.api_call, "chat.postMessage", json={"channel": hiring}) == "no_text"
    trigger = company.workspace.triggers.issue(company.workspace.member("ada").id)
    assert (
        refusal(slack.views_open, trigger_id=trigger, view=form(text_field("A", "a"), title="t" * 25))
        == "invalid_arguments"
    )


def test_a_kind_of_block_that_did_not_reach_a_workspace_yet_is_refused_there(company, slack, hiring):
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "Stage"}]]}
    assert slack.chat_postMessage(channel=hiring, text="x", blocks=[table])["ok"]
    company.workspace.unknown_blocks = {"table"}
    assert refusal(slack.chat_postMessage, channel=hiring, text="x", blocks=[table]) == "invalid_blocks"


def test_everyone_who_is_called_is_remembered(company, slack, hiring):
    ada = company.workspace.member("ada").id
    slack.chat_postMessage(channel=hiring, text="<!channel> hello &lt;!here&gt;")
    section = {"type": "section", "text": {"type": "mrkdwn", "text": f"<@{ada}> your turn"}}
    plain = {"type": "section", "text": {"type": "plain_text", "text": "<!everyone>"}}
    slack.chat_postMessage(channel=hiring, text="x", blocks=[section, plain])
    slack.chat_postMessage(channel=hiring, text="to all @here of a@here.example", parse="full")
    calls = [(it.kind, it.who) for it in company.workspace.mentions()]
    assert calls == [("channel", ""), ("user", ada), ("here", "")]
    assert company.person("bo").sees("hiring")[1].all_text == "@Ada Quill your turn\n<!everyone>"


def test_calls_are_logged_without_their_token(company, slack, hiring):
    slack.chat_postMessage(channel=hiring, text="hello")
    refusal(slack.chat_postMessage, channel="C404", text="hello")
    good, bad = company.workspace.calls
    assert (good.method, good.error, good.args["text"]) == ("chat.postMessage", "", "hello")
    assert bad.error == "channel_not_found"
    assert company.workspace.bot_token not in repr(company.workspace.calls)


def test_faults_happen_before_or_after_the_effect(company, slack, hiring):
    def post():
        slack.chat_postMessage(channel=hiring, text="once")

    company.faults.plan("chat.postMessage", Kind.RATE_LIMITED, seconds=7)
    with pytest.raises(SlackApiError) as caught:
        post()
    assert caught.value.response.headers["Retry-After"] == "7"
    assert company.person("ada").sees("hiring") == []
    company.faults.plan("chat.postMessage", Kind.REVOKED)
    assert refusal(post) == "invalid_auth"
    company.faults.plan("chat.postMessage", Kind.SERVER_ERROR_AFTER)
    with pytest.raises(SlackApiError):
        post()
    assert len(company.person("ada").sees("hiring")) == 1


def test_a_lost_answer_is_a_dropped_connection(company, slack, hiring):
    slack.retry_handlers.clear()
    for kind, posted in ((Kind.LOSE_BEFORE, 0), (Kind.LOSE_AFTER, 1)):
        company.faults.plan("chat.postMessage", kind)
        with pytest.raises((OSError, http.client.HTTPException)):
            slack.chat_postMessage(channel=hiring, text="lost")
        assert len(company.person("ada").sees("hiring")) == posted


@pytest.mark.parametrize("how", ["ext", "pending_ext", "org"])
def test_slack_says_with_whom_a_channel_is_shared(company, slack, how):
    shared, ours = company.workspace.add_channel("partners", shared=how), company.workspace.add_channel("ours")
    flags = {f"is_{it}_shared" for it in ("ext", "pending_ext", "org")}
    told = [slack.conversations_info(channel=it.id)["channel"] for it in (shared, ours)]
    assert [{name for name in flags if channel[name]} for channel in told] == [{f"is_{how}_shared"}, set()]
    assert [channel["is_shared"] for channel in told] == [how != "pending_ext", False]


def test_archived_channels_keep_their_names_and_take_no_messages(company, slack, hiring):
    company.workspace.channel("hiring").archived = True
    assert refusal(slack.chat_postMessage, channel=hiring, text="x") == "is_archived"
    assert slack.conversations_list(types="private_channel", exclude_archived=True)["channels"] == []


def test_the_workspace_may_keep_people_out_and_forbid_bots_to_make_channels():
    with a_company({**MANIFEST, "oauth_config": {"scopes": {"bot": [*SCOPES, "groups:write"]}}}) as company:
        slack, workspace = company.client(), company.workspace
        gil, ada = workspace.member("gil").id, workspace.member("ada").id
        made = slack.conversations_create(name="loop-lin", is_private=True)["channel"]["id"]
        workspace.kept_out.add(gil)
        assert refusal(slack.conversations_invite, channel=made, users=f"{gil},{ada}") == "cant_invite"
        assert slack.conversations_members(channel=made)["members"] == [workspace.bot.id]
        slack.conversations_invite(channel=made, users=f"{gil},{ada}", force=True)
        assert slack.conversations_members(channel=made)["members"] == [workspace.bot.id, ada]
        assert refusal(slack.conversations_invite, channel=made, users=ada) == "already_in_channel"
        workspace.making_channels_is_refused = workspace.archiving_is_refused = True
        assert refusal(slack.conversations_create, name="other", is_private=True) == "restricted_action"
        assert refusal(slack.conversations_archive, channel=made) == "restricted_action"


def test_home_is_published_with_its_button(company, slack):
    ada = company.person("ada")
    assert ada.home is None
    slack.views_publish(
        user_id=ada.member.id,
        view={"type": "home", "blocks": [{"type": "actions", "elements": [button("Open", "open")]}]},
    )
    assert ada.home.buttons == ["Open"]


def test_joining_and_inviting_need_their_scopes_and_are_told():
    scopes = [*SCOPES, "channels:join", "channels:manage", "groups:write", "chat:write.public", "team:read"]
    with a_company({**MANIFEST, "oauth_config": {"scopes": {"bot": scopes}}}) as company:
        slack, general = company.client(), company.workspace.channel("general").id
        gil = company.workspace.member("gil").id
        slack.chat_postMessage(channel="#general", text="from outside")
        assert refusal(slack.conversations_history, channel=general) == "not_in_channel"
        slack.conversations_join(channel=general)
        assert slack.conversations_history(channel=general)["messages"][0]["text"] == "from outside"
        assert slack.conversations_join(channel=general)["warning"] == "already_in_channel"
        slack.conversations_invite(channel=general, users=gil)
        assert gil in slack.conversations_members(channel=general)["members"]
        made = slack.conversations_create(name="loop-lin", is_private=True)["channel"]
        assert made["is_private"]
        assert made["creator"] == company.workspace.bot.id
        slack.conversations_archive(channel=made["id"])
        assert refusal(slack.conversations_create, name="loop-lin") == "name_taken"
        assert refusal(slack.conversations_unarchive, channel=made["id"]) == "not_in_channel"  # bots are let go
        assert refusal(slack.conversations_unarchive, channel=general) == "not_archived"
        assert slack.team_info()["team"]["id"] == company.workspace.team_id
