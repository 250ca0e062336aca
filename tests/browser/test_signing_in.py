"""Signing in, in a browser that keeps a `__Host-` cookie of this machine."""

from tests.browser.visiting import Visits, axe
from tests.service.company import company
from tests.web.serving import Served

from governance.web.door import COOKIE


def test_a_refused_attempt_keeps_what_was_typed_and_says_why(visits: Visits) -> None:
    page = visits.open("/sign-in")
    page.evaluate("window.same = true")
    page.get_by_label("E-mail address").fill("tom.okafor@loopfern.example")
    page.get_by_label("Password").fill("not this one")
    visits.expect("the server responded with a status of 401")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").get_by_text("password").wait_for()
    assert page.evaluate("window.same"), "the page was loaded anew"
    assert page.get_by_label("E-mail address").input_value() == "tom.okafor@loopfern.example"
    axe(page)


def test_a_session_is_kept_in_the_cookie(visits: Visits, served: Served) -> None:
    page = visits.open("/sign-in", session=company(served.store).sign_in("tom"))
    assert page.evaluate("fetch('/api/session').then(answer => answer.status)") == 200
    assert COOKIE in [one.get("name") for one in page.context.cookies()]
