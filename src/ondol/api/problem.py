"""What went wrong, as RFC 9457 problem details."""

from collections.abc import Mapping

from starlette.responses import JSONResponse

from .schemas import Problem


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
