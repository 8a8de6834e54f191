"""Voice by the Wyoming protocol (https://github.com/rhasspy/wyoming, version 1.10).

Both sides: `engines` asks speech engines to hear and to speak, `server` answers satellites and
other assistants. `satellites` reads settings and needs no library; the other modules need the extra
`voice`, and are the only ones that do.
"""
