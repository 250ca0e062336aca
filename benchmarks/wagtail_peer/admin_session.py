"""A user of Wagtail's admin, over HTTP."""

import re
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from benchmarks.wagtail_peer.deadline import Deadline

_ANSWER_SECONDS = 60
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FORM = "application/x-www-form-urlencoded"
_NO_COMMENTS = {f"comments-{count}_FORMS": "0" for count in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}


class AdminSession:
    """One signed-in user, as a browser has it: cookies, and the CSRF token with every form."""

    def __init__(self, port: int, deadline: Deadline) -> None:
        self._port = port
        self._deadline = deadline
        self._cookies: dict[str, str] = {}

    def sign_in(self, user: str, password: str) -> None:
        """Fill in the login form. Raises RuntimeError when it is refused."""
        _, page = self._request("GET", "/admin/login/")
        token = _TOKEN.search(page)
        if not token:
            raise RuntimeError(f"No login form: {page[:500]}")
        form = {"username": user, "password": password, "next": "/admin/", "csrfmiddlewaretoken": token[1]}
        self._post("/admin/login/", form, "/admin/")

    def submit_page(self, section: int, slug: str, body: str) -> None:
        """Create a page in a section and submit it for moderation, in one request as the admin's button does."""
        form = {"title": slug, "slug": slug, "body": body, "next": "", "action-submit": "action-submit"}
        path = f"/admin/pages/add/peer/article/{section}/"
        self._post(path, {**form, **_NO_COMMENTS, **self._token()}, f"/admin/pages/{section}/")
        self._cookies.pop("messages", None)  # a browser shows "page created" next, and then it is gone

    def approve(self, page: int, task_state: int) -> None:
        """Approve a page that waits: it goes live."""
        path = f"/admin/pages/workflow/action/{page}/approve/{task_state}/"
        self._post(path, self._token(), f"/admin/pages/{page}/edit/")

    def _token(self) -> dict[str, str]:
        return {"csrfmiddlewaretoken": self._cookies["csrftoken"]}

    def _post(self, path: str, form: dict[str, str], leads_to: str) -> None:
        """Send a form. Raises RuntimeError unless the answer leads on to the page that it does on success."""
        response, text = self._request("POST", path, urlencode(form))
        if response.status != 302 or response.headers["Location"] != leads_to:
            raise RuntimeError(f"{path}: {response.status} to {response.headers['Location']}: {text[:500]}")

    def _request(self, method: str, path: str, body: str | None = None) -> tuple[HTTPResponse, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = _FORM
        connection = HTTPConnection("127.0.0.1", self._port, timeout=min(_ANSWER_SECONDS, self._deadline.left()))
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            self._cookies.update({name: cookie.coded_value for name, cookie in SimpleCookie(line).items()})
        return response, text
