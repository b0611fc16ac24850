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
      const [ourSent, ourGot, ourTold] = ["outbound-rtp", "inbound-rtp", "remote-inbound-rtp"].map(type => of(server, type, kind));
      add(`${kind}.up.ssrc`, sent.ssrc, ourGot.ssrc);
      add(`${kind}.up.packets`, sent.packetsSent, ourGot.packetsReceived);
      add(`${kind}.up.bytes`, sent.bytesSent, ourGot.bytesReceived);
      add(`${kind}.up.lost`, told.packetsLost, ourGot.packetsLost);
      add(`${kind}.up.jitter`, told.jitter, ourGot.jitter);
      add(`${kind}.up.nacks`, sent.nackCount ?? 0, ourGot.nackCount);
      add(`${kind}.down.ssrc`, got.ssrc, ourSent.ssrc);
      add(`${kind}.down.packets`, got.packetsReceived, ourSent.packetsSent);
      add(`${kind}.down.bytes`, got.bytesReceived, ourSent.bytesSent);
      add(`${kind}.down.lost`, got.packetsLost, ourTold.packetsLost);
      add(`${kind}.down.jitter`, got.jitter, ourTold.jitter);
      add(`${kind}.down.nacks`, got.nackCount ?? 0, ourSent.nackCount);
      add(`${kind}.rtt`, told.roundTripTime, ourTold.roundTripTime);
    }
    const [sent, got] = [of(browser, "outbound-rtp", "video"), of(browser, "inbound-rtp", "video")];
    const [ourSent, ourGot] = [of(server, "outbound-rtp", "video"), of(server, "inbound-rtp", "video")];
    add("video.up.plis", sent.pliCount, ourGot.pliCount);
    add("video.down.plis", got.pliCount, ourSent.pliCount);
    add("video.down.frames", got.framesReceived, ourSent.framesSent);
    add("transport.down.packets", of(browser, "transport").packetsReceived, of(server, "transport").packetsSent);
    add("transport.up.packets", of(browser, "transport").packetsSent, of(server, "transport").packetsReceived);
    add("dtls.cipher", of(browser, "transport").dtlsCipher, of(server, "transport").dtlsCipher);
    add("dtls.version", of(browser, "transport").tlsVersion, of(server, "transport").tlsVersion);
    add("srtp.cipher", of(browser, "transport").srtpCipher, of(server, "transport").srtpCipher);
    const fingerprints = stats => stats.filter(s => s.type === "certificate").map(s => s.fingerprint).sort().join();
    add("certificates", fingerprints(browser), fingerprints(server));
    const unknown = new Set();
    for (const ours of server) {
      const theirs = browser.filter(s => s.type === ours.type && s.kind === ours.kind).flatMap(Object.keys);
      if (theirs.length) Object.keys(ours).filter(name => !theirs.includes(name)).forEach(name => unknown.add(`${ours.type}.${name}`));
    }
    lines.push(`unknown ${[...unknown].join() || "-"} -`);
    return lines.join("\n");
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
    await pause(3000);
    const [response, stats] = await Promise.all([fetch(where), pc.getStats()]);
    const server = Object.values((await response.json()).stats);
    return compare([...stats.values()], server);
  }

  window.compared = "";
  run().then(lines => { window.compared = lines; }, failure => { window.compared = "failed " + failure + " -"; });
  return "begun";
})()
