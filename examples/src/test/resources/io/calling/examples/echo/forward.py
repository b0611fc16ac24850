"""forward.py LISTEN_PORT HOST PORT: carries TCP connections there and back, so that neither end learns the other's address."""
import asyncio
import sys


async def carry(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def connected(reader, writer):
    there_reader, there_writer = await asyncio.open_connection(sys.argv[2], int(sys.argv[3]))
    await asyncio.gather(carry(reader, there_writer), carry(there_reader, writer), return_exceptions=True)


async def main():
    server = await asyncio.start_server(connected, "0.0.0.0", int(sys.argv[1]))
    print("Forwarding", flush=True)
    await server.serve_forever()


asyncio.run(main())
