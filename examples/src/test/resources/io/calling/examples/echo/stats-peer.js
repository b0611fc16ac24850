// Calls the echo server with sound and pictures, stops sending, and lays both sides' statistics side by side in
// window.compared: one line each of "name browser's server's". An expression, for WebDriver.
(() => {
  const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
  const of = (stats, type, kind) => stats.find(s => s.type === type && (!kind || s.kind === kind)) ?? {};

  async function call(pc) {
    await pc.setLocalDescription(await pc.createOffer());
    if (pc.iceGatheringState !== "complete") {
      await new Promise(resolve => pc.addEventListener("icecandidate", e => e.candidate || resolve()));
    }
    const response = await fetch("/call", {method: "POST", headers: {"Content-Type": "application/sdp"}, body: pc.localDescription.sdp});
    const answer = await response.text();
    if (response.status !== 201) throw new Error(response.status + " " + answer);
    await pc.setRemoteDescription({type: "answer", sdp: answer});
    return response.headers.get("Location");
  }

  function compare(browser, server) {
    const lines = [];
    const add = (name, one, other) => lines.push(`${name} ${one} ${other}`);
    for (const kind of ["audio", "video"]) {
      const [sent, got, told] = ["outbound-rtp", "inbound-rtp", "remote-inbound-rtp"].map(type => of(browser, type, kind));
      const [ourSent, ourGot, ourTold, theirSent] = ["outbound-rtp", "inbound-rtp", "remote-inbound-rtp", "remote-outbound-rtp"].map(type => of(server, type, kind));
      for (const name of ["packetsSent", "bytesSent"]) add(`${kind}.up.${name}`, sent[name], theirSent[name]);
      add(`${kind}.up.ssrc`, sent.ssrc, ourGot.ssrc);
      add(`${kind}.up.lost`, told.packetsLost, ourGot.packetsLost);
      add(`${kind}.up.jitter`, told.jitter, ourGot.jitter);
      add(`${kind}.up.nacks`, sent.nackCount ?? 0, ourGot.nackCount);
      add(`${kind}.down.ssrc`, got.ssrc, ourSent.ssrc);
      add(`${kind}.down.packets`, got.packetsReceived, ourSent.packetsSent);
      add(`${kind}.down.bytes`, got.bytesReceived, ourSent.bytesSent);
      add(`${kind}.down.headerBytes`, got.headerBytesReceived, ourSent.headerBytesSent);
      add(`${kind}.down.lost`, got.packetsLost, ourTold.packetsLost);
      add(`${kind}.down.jitter`, got.jitter, ourTold.jitter);
      add(`${kind}.down.nacks`, got.nackCount ?? 0, ourSent.nackCount);
      add(`${kind}.echoed.packets`, got.packetsReceived, ourGot.packetsReceived);
      add(`${kind}.echoed.bytes`, got.bytesReceived, ourGot.bytesReceived);
      add(`${kind}.rtt`, told.roundTripTime, ourTold.roundTripTime);
    }
    add("video.up.plis", of(browser, "outbound-rtp", "video").pliCount, of(server, "inbound-rtp", "video").pliCount);
    add("video.down.plis", of(browser, "inbound-rtp", "video").pliCount, of(server, "outbound-rtp", "video").pliCount);
    add("dtls.cipher", of(browser, "transport").dtlsCipher, of(server, "transport").dtlsCipher);
    add("dtls.version", of(browser, "transport").tlsVersion, of(server, "transport").tlsVersion);
    add("srtp.cipher", of(browser, "transport").srtpCipher, of(server, "transport").srtpCipher);
    const fingerprints = stats => stats.filter(s => s.type === "certificate").map(s => s.fingerprint).sort().join();
    add("certificates", fingerprints(browser), fingerprints(server));
    return lines.join("\n");
  }

  // What the browser has counted of RTP and of feedback, as one text.
  const counters = stats => JSON.stringify(stats.filter(s => s.type.endsWith("bound-rtp") && !s.type.startsWith("remote"))
    .map(s => [s.packetsSent, s.packetsReceived, s.pliCount, s.nackCount]));

  // Both sides at one moment: the browser's counters stood still around the server's answer, and the reports that each side
  // gets of the other are of the time after the last packet.
  async function still(pc, where) {
    for (let attempt = 0; attempt < 60; attempt++) {
      const before = [...(await pc.getStats()).values()];
      await pause(250);
      const server = Object.values((await (await fetch(where)).json()).stats);
      await pause(100); // getStats() answers from a cache for 50 ms
      const after = [...(await pc.getStats()).values()];
      const reported = ["audio", "video"].every(kind =>
        of(server, "remote-outbound-rtp", kind).packetsSent === of(after, "outbound-rtp", kind).packetsSent
        && Math.abs(of(server, "remote-inbound-rtp", kind).jitter - of(after, "inbound-rtp", kind).jitter) < 0.001
        && Math.abs(of(after, "remote-inbound-rtp", kind).jitter - of(server, "inbound-rtp", kind).jitter) < 0.001);
      if (reported && counters(before) === counters(after)) return [after, server];
      await pause(400);
    }
    throw new Error("the counters never agreed or never stood still");
  }

  async function run() {
    const media = await navigator.mediaDevices.getUserMedia({audio: true, video: {width: 320, height: 240}});
    const pc = new RTCPeerConnection();
    media.getTracks().forEach(track => pc.addTrack(track, media));
    pc.ontrack = event => {
      const element = document.createElement(event.track.kind);
      element.srcObject = new MediaStream([event.track]);
      element.muted = true;
      element.play();
      document.body.append(element);
    };
    const where = await call(pc);
    await pause(10000);
    await Promise.all(pc.getSenders().map(sender => sender.replaceTrack(null)));
    await pause(1000);
    return compare(...await still(pc, where));
  }

  window.compared = "";
  run().then(lines => { window.compared = lines; }, failure => { window.compared = "failed " + failure + " -"; });
  return "begun";
})()
