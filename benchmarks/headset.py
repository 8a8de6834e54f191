"""The headset's client beside pmndrs/xr and IWSDK: scripting time of a frame with sixty things.

Starts a hub with a room of sixty lamps; `xr/run.mjs` measures its client and minimal scenes of as
many things in the same browser, in rounds by turns. Needs Node 20, npm and Chromium.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

FOLDER = Path(__file__).with_name("xr")
COUNT = 60
OURS = "Ondol"


def main() -> None:
    """Print the table."""
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, stdout=2)
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        home = Path(folder) / "home.json"
        home.write_text(json.dumps(_home()), encoding="utf-8")
        command = [sys.executable, "-m", "ondol", "up", "--data", folder, "--port", str(port)]
        command += ["--home", str(home)]
        environment = {**os.environ, "COLUMNS": "200"}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=environment
        ) as process:
            try:
                token = _token(process)
                _wait(port, token)
                address = f"http://127.0.0.1:{port}/xr/#token={token}"
                run = ["node", "run.mjs", f"{OURS}={address}"]
                done = subprocess.run(run, cwd=FOLDER, check=True, stdout=subprocess.PIPE)
            finally:
                process.terminate()
                process.wait(10)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines() if line[:1] == "{"]
    (ours,) = (row["ms"] for row in rows if row["name"] == OURS)
    print(f"{COUNT} things in view of an emulated Quest 3, both eyes; script time of a frame.\n")
    print("| client | ms a frame | beside Ondol's | draw calls | triangles |")
    print("| --- | --- | --- | --- | --- |")
    for row in rows:
        share = f"{row['ms'] / ours:.2f}"
        print(
            f"| {row['name']} | {row['ms']:.2f} | {share} | {row['calls']} | {row['triangles']} |"
        )


def _home() -> object:
    lamps = [
        {
            "id": f"lamp_{number}",
            "name": f"거실 등 {number + 1}",
            "type": "light",
            "area": "living_room",
            "state": {"on": number % 2 == 0, "brightness": 60},
        }
        for number in range(COUNT)
    ]
    return {
        "id": "sixty",
        "language": "ko",
        "timezone": "Asia/Seoul",
        "areas": [{"id": "living_room", "name": "거실"}],
        "things": lamps,
    }


def _token(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    text = ""
    for line in process.stdout:
        text += line.strip()
        if found := re.search(r"#token=([\w-]{43})", text):
            return found[1]
    raise SystemExit(f"the hub did not start: {text}")


def _wait(port: int, token: str) -> None:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/home", headers={"Authorization": f"Bearer {token}"}
    )
    while True:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            if sum(one["available"] for one in json.load(answer)["things"]) >= COUNT:
                return
        time.sleep(0.1)


if __name__ == "__main__":
    main()
