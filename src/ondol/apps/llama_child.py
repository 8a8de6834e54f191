"""Serves a GGUF file with llama.cpp in its own process: `python -m ondol.apps.llama_child FILE`.

The only module that knows xllamacpp. Its own process, because what llama.cpp allocates, or breaks,
is then not the hub's. The key comes by standard input and the address goes by standard output, so
that neither stands in a list of processes; when the input ends, so does this: a hub that was killed
leaves no server behind.
"""

import json
import os
import sys

import xllamacpp

CONTEXT = 8192
"""Tokens that a prompt and its answer have room for; all of it is memory from the start."""


def main(path: str) -> int:
    """Serve until standard input ends; 1 where the file cannot be served."""
    given = json.loads(sys.stdin.readline())
    try:
        server = xllamacpp.Server(_parameters(path, given["key"], given["threads"]))
    except RuntimeError as error:  # what it was, llama.cpp has logged
        print(error, file=sys.stderr)
        return 1
    print(json.dumps({"url": server.listening_address}), flush=True)
    sys.stdin.read()
    sys.stderr.flush()
    os._exit(0)  # the server's threads have no end of their own


def _parameters(path: str, key: str, threads: int) -> xllamacpp.CommonParams:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.endpoint_slots = False
    parameters.offline = True
    return parameters


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
