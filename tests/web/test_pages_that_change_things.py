"""What administrators, marketers and RevOps do on pages, by the forms that the pages show."""

import json
import re
from datetime import date, timedelta

import httpx
from tests.service.company import PASSWORD, Company
from tests.web.serving import Served
from tests.web.test_pages import W, brought, browser, decision

CSV = 'email_subject,email_body,variant_label,=formula\nA question,"{0}",One,x\nAnother,,Two,y\n'
WORDS = "Hi {{first_name}}, how do you handle returns today?"


def done(client: httpx.Client, path: str, **fields: str) -> str:
    """The page that a form leads to. The client follows without its cookie, so we follow."""
    sent = client.post(path, data=fields)
    assert sent.status_code == 303, sent.text
    return client.get(sent.headers["location"]).text


def token_on(page: str) -> str:
    """The token that a page shows."""
    found = re.search(r'class="token">([^<]+)<', page)
    assert found, page
    return found[1]


def test_somebody_is_invited_sets_a_password_and_their_role_counts_once_confirmed(
    served: Served, loopfern: Company
) -> None:
    ada, csrf = browser(served, loopfern, "ada")
    given = {"csrf": csrf, "form_id": "one", "name": "<b>Max</b>", "email": "max@loopfern.example", "role": "sales"}
    shown = ada.post(f"{W}/people", data=given)
    token = token_on(shown.text)
    assert "&lt;b&gt;Max&lt;/b&gt;" in shown.text
    assert "max@loopfern.example is invited" in shown.text
    again = ada.post(f"{W}/people", data=given).text
    assert token not in again
    assert 'class="token"' not in again
    stranger = served.client()
    assert stranger.post("/invitation", data={"token": token, "password": "a long enough one"}).status_code == 303
    assert stranger.post("/invitation", data={"token": token, "password": "a long enough one"}).status_code == 404
    signed_in = stranger.post("/sign-in", data={"email": "max@loopfern.example", "password": "a long enough one"})
    assert signed_in.status_code == 303
    (person,) = re.findall(rf'{W}/people/([0-9a-f-]{{36}})"><bdi>&lt;b&gt;Max', ada.get(f"{W}/people").text)
    mara, other = browser(served, loopfern, "mara")
    assert "not yet" in mara.get(f"{W}/people/{person}").text
    confirmed = done(mara, f"{W}/people/{person}/roles/sales/confirm", csrf=other)
    assert "Role confirmed. It counts from now on." in confirmed
    assert "Deactivated, at once" in done(mara, f"{W}/people/{person}/deactivate", csrf=other)


def test_a_token_is_shown_once_works_and_ends(served: Served, loopfern: Company) -> None:
    ada, csrf = browser(served, loopfern, "ada")
    ends = (date.today() + timedelta(days=30)).isoformat()
    given = {"csrf": csrf, "name": "Connector", "owner": str(loopfern["klara"]), "scope": ["read"], "ends": ends}
    shown = ada.post(f"{W}/tokens", data=given)
    tool = served.client(token=token_on(shown.text))
    assert tool.get(f"/api{W}/variants").status_code == 200
    assert tool.get(f"{W}/queue").status_code == 403, "pages are for people"
    (id,) = re.findall(rf"{W}/tokens/([0-9a-f-]{{36}})/revoke", ada.get(f"{W}/tokens").text)[:1]
    assert ada.post(f"{W}/tokens/{id}/revoke", data={"csrf": csrf}).status_code == 303
    assert tool.get(f"/api{W}/variants").status_code == 401


def test_a_permit_is_recalled_at_once(served: Served, loopfern: Company) -> None:
    (id,) = brought(loopfern, "leo")
    for name, call in (("tom", {}), ("nia", {}), ("priya", {"call": "yes"})):
        client, csrf = browser(served, loopfern, name)
        said = decision(client.get(f"{W}/variants/{id}?s=1").text, csrf, verdict="approve", **call)
        assert client.post(f"{W}/variants/{id}/decisions", data=said).status_code == 303
    mara, csrf = browser(served, loopfern, "mara")
    (permit,) = set(re.findall(rf"{W}/permits/([0-9a-f-]{{36}})", mara.get(f"{W}/permits").text))
    assert "Recall this permit?" in mara.get(f"{W}/permits/{permit}").text
    assert "Nothing of this text leaves the gate" in done(mara, f"{W}/permits/{permit}/recall", csrf=csrf)
    assert mara.post(f"{W}/permits/{permit}/recall", data={"csrf": csrf}).status_code == 409


def test_a_campaign_is_paused_by_a_partner_and_resumed_by_the_company(served: Served, loopfern: Company) -> None:
    leo, csrf = browser(served, loopfern, "leo")
    made = leo.post(f"{W}/campaigns", data={"csrf": csrf, "key": "spring", "name": "Spring"})
    address = made.headers["location"].partition("?")[0]
    assert "Paused" in done(leo, f"{address}/pause", csrf=csrf)
    assert leo.post(f"{address}/resume", data={"csrf": csrf}).status_code == 403
    tom, csrf = browser(served, loopfern, "tom")
    assert "The campaign goes on" in done(tom, f"{address}/resume", csrf=csrf)


def looked(client: httpx.Client, csrf: str, path: str, content: str, **fields: str) -> httpx.Response:
    file = {"file": ("wave.csv", content.encode(), "text/csv")}
    return client.post(f"{W}/new/{path}", data={"csrf": csrf, **fields}, files=file)


def test_columns_are_mapped_and_what_cannot_be_read_is_told_before_anything_is_stored(
    served: Served, loopfern: Company
) -> None:
    tom, csrf = browser(served, loopfern, "tom")
    content = CSV.format(WORDS)
    first = looked(tom, csrf, "upload/look", content)
    assert "No column becomes the body; choose the one that holds the words" in first.text
    chosen = {"column-0": "subject", "column-1": "body", "column-2": "id", "new_campaign": "wave"}
    second = looked(tom, csrf, "upload/look", content, **chosen)
    assert "body is missing; a variant has an id and a body" in second.text
    assert "Import 1 variant" in second.text
    assert looked(tom, csrf, "upload", content, **chosen).status_code == 422, "nothing is left out unasked"
    assert served.enqueued == []
    kept = looked(tom, csrf, "upload", content, skip_unread="on", **chosen)
    address = kept.headers["location"].partition("?")[0]
    assert "Checking 0 of 1" in tom.get(address).text
    served.work()
    assert "1 variant checked" in tom.get(address).text
    assert "Two,wave.csv:3" in tom.get(f"{address}/unread").text


def test_signing_in_and_out_by_forms_alone(served: Served, loopfern: Company) -> None:
    loopfern.accept("tom")
    nobody = httpx.Client(base_url=served.url)
    served.clients.append(nobody)
    wrong = nobody.post("/sign-in", data={"email": loopfern.email("tom"), "password": "not this one"})
    assert wrong.status_code == 401
    right = nobody.post(
        "/sign-in", data={"email": loopfern.email("tom"), "password": PASSWORD, "back": "//evil.example"}
    )
    assert right.headers["location"] == "/", "only addresses of this service are gone back to"
    given = [one.partition(";")[0] for one in right.headers.get_list("set-cookie")]
    csrf = next(one for one in given if "form" in one).partition("=")[2]
    nobody.headers["Cookie"] = "; ".join(given)
    assert nobody.get("/").headers["location"] == f"{W}/queue"
    assert nobody.post("/sign-out", data={"csrf": "guessed"}).status_code == 403
    assert nobody.post("/sign-out", data={"csrf": csrf}).headers["location"] == "/sign-in"
    assert nobody.get(f"{W}/queue").status_code == 303


def test_a_campaign_of_a_platform_is_looked_at_imported_approved_and_had_back(
    served: Served, loopfern: Company
) -> None:
    ines, csrf = browser(served, loopfern, "ines")
    body = f"{WORDS}\n\n{{{{RANDOM | Yours | Regards}}}}\n{{{{postal_address}}}}\n{{{{unsubscribe_link}}}}"
    variants = [{"subject": "A question", "body": body.replace("first_name", "firstName")}]
    content = json.dumps({"name": "Q1", "sequences": [{"steps": [{"variants": variants}]}]}, indent=1)
    file = {"file": ("q1 wave.json", content.encode(), "application/json")}
    given = {"csrf": csrf, "new_campaign": "wave", "regions": "DE"}
    shown = ines.post(f"{W}/new/upload/look", data=given, files=file).text
    assert "a campaign of Instantly" in shown
    assert "<b>2</b> renderings" in shown
    assert "unsubscribe link and postal address in all" in shown
    assert "2 readings show every option" in shown
    address = ines.post(f"{W}/new/upload", data=given, files=file).headers["location"].partition("?")[0]
    served.work()
    assert "0 of 1 text are approved" in ines.get(address).text
    assert ines.post(f"{address}/export", data={"csrf": csrf}).status_code == 409
    (id,) = set(re.findall(rf"{W}/variants/([0-9a-f-]{{36}})", ines.get(address).text))
    assert "<bdi>Step 1, variant A</bdi>" in ines.get(f"{W}/variants/{id}").text
    for name, call in (("tom", {}), ("priya", {"call": "yes"})):
        client, other = browser(served, loopfern, name)
        said = decision(client.get(f"{W}/variants/{id}?s=1").text, other, verdict="approve", **call)
        assert client.post(f"{W}/variants/{id}/decisions", data=said).status_code == 303
    assert "Download the campaign" in ines.get(address).text
    had = ines.post(f"{address}/export", data={"csrf": csrf})
    assert had.content == content.encode()
    assert had.headers["content-disposition"] == 'attachment; filename="q1-wave.json"'


def test_recipients_are_held_against_a_campaign_and_nothing_of_them_is_kept(served: Served, loopfern: Company) -> None:
    brought(loopfern, "leo")
    leo, csrf = browser(served, loopfern, "leo")
    (address,) = set(re.findall(rf"{W}/campaigns/[0-9a-f-]{{36}}", leo.get(f"{W}/campaigns").text))
    assert f"{address}/recipients" in leo.get(address).text
    assert "Choose a list" in leo.get(f"{address}/recipients").text
    rows = "email,First Name\nanna@x.example,Anna\nben@x.example,<b>N/A</b>\nzoe@x.example,\n"
    file = {"file": ("leads.csv", rows.encode(), "text/csv")}
    shown = leo.post(f"{address}/recipients", data={"csrf": csrf}, files=file).text
    assert "holds markup, “&lt;”" in shown
    assert "first_name is blank, and nothing stands for it" in shown
    assert "No column gives" in shown
    cosima, other = browser(served, loopfern, "cosima")
    assert cosima.post(f"{address}/recipients", data={"csrf": other}, files=file).status_code == 404
    workbook = {"file": ("leads.csv", b"PK\x03\x04", "text/csv")}
    refused = leo.post(f"{address}/recipients", data={"csrf": csrf}, files=workbook)
    assert (refused.status_code, "an Excel workbook" in refused.text) == (422, True)
