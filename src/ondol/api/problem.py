"""What went wrong, as RFC 9457 problem details."""

from collections.abc import Mapping

from starlette.responses import JSONResponse

from .schemas import Problem
from .security import Stranger


class ProblemError(Exception):
    """Ends a request with a problem: status, title, and what to do about it."""

    def __init__(
        self, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.problem = Problem(title=title, detail=detail, status=status)
        self.headers = headers

    def response(self) -> JSONResponse:
        """Return the answer."""
        return JSONResponse(
            self.problem.model_dump(),
            status_code=self.problem.status,
            media_type="application/problem+json",
            headers=self.headers,
        )


def unavailable_problem(error: Exception) -> ProblemError:
    """Return what to answer where something cannot be had: a disk that is full, say."""
    return ProblemError(503, "not now", str(error))


def stranger_problem(stranger: Stranger) -> ProblemError:
    """Return what to answer somebody that we do not know."""
    bearer = {"WWW-Authenticate": "Bearer"}
    match stranger.why:
        case "locked":
            detail = "too many wrong tokens came from your address: wait a minute, then try again"
            return ProblemError(429, "too many tries", detail, {"Retry-After": "60"})
        case "wrong_token":
            detail = "that is not this hub's token; `ondol token` on its machine prints it"
            return ProblemError(401, "wrong token", detail, bearer)
        case "wrong_way":
            detail = "this key opens another way in; ask the owner for one without `way`"
            return ProblemError(403, "wrong way in", detail)
        case "no_token":
            detail = "send the token that `ondol up` printed (Authorization: Bearer TOKEN)"
            return ProblemError(401, "who are you?", detail, bearer)
