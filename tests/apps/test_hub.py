"""What ends a start before anything runs."""

from pathlib import Path

import pytest

from ondol.apps.hub import run
from ondol.apps.settings import Settings
from ondol.errors import SettingsError

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sk-1\nsk-2\n", "is no key"),  # httpx would say it all in its refusal
        ("열쇠 sk-1", "is no key"),
        ("sk-1\x00", "is no key"),
        ("\n", "holds no key"),
    ],
    ids=["two lines", "not ASCII", "unseen", "empty"],
)
async def test_a_key_file_that_cannot_be_sent_ends_the_start_unshown(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "key"
    file.write_text(text, encoding="utf-8")
    settings = Settings(
        data=tmp_path / "data",
        port=0,
        larger_url="http://127.0.0.1:9/v1",
        larger_model="m",
        larger_key_file=file,
    )
    with pytest.raises(SettingsError, match=said) as wrong:
        await run(settings)
    assert str(file) in str(wrong.value)
    assert "sk-" not in str(wrong.value)
