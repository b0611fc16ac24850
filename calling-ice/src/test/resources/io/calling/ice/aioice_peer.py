"""An ICE peer of another make, driven by lines on stdin and stdout.

Arguments: controlling|controlled relay|all HOST PORT USER PASSWORD
Out: credentials UFRAG PWD, candidate SDP..., end; then connected; then echoes what it receives.
In: the same first three.
"""
import asyncio
import sys

from aioice import Candidate, Connection, TransportPolicy


async def lines():
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    return reader


def say(*words):
    print(*words, flush=True)


async def echo(connection):
    while True:
        data = await connection.recv()
        await connection.send(b"echo " + data)


async def main():
    role, policy, host, port, user, password = sys.argv[1:7]
    relay = policy == "relay"
    connection = Connection(
        ice_controlling=role == "controlling",
        turn_server=(host, int(port)) if relay else None,
        turn_username=user,
        turn_password=password,
        use_ipv6=False,
        transport_policy=TransportPolicy.RELAY if relay else TransportPolicy.ALL,
    )
    await connection.gather_candidates()
    say("credentials", connection.local_username, connection.local_password)
    for candidate in connection.local_candidates:
        say("candidate", candidate.to_sdp())
    say("end")
    reader = await lines()
    while True:
        words = (await reader.readline()).decode().strip().split(" ", 1)
        if words[0] == "credentials":
            connection.remote_username, connection.remote_password = words[1].split(" ")
        elif words[0] == "candidate":
            await connection.add_remote_candidate(Candidate.from_sdp(words[1]))
        else:
            await connection.add_remote_candidate(None)
            break
    await connection.connect()
    say("connected")
    echoing = asyncio.ensure_future(echo(connection))
    await reader.read()
    echoing.cancel()
    await connection.close()


asyncio.run(main())
