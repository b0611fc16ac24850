// One connection to the other side, and the facts about it.

const GATHERING_MS = 8000;

/** What plots need of statistics in the shape of W3C webrtc-stats, a browser's or ours. */
export function sampleOf(all) {
  const inbound = all.filter(s => s.type === "inbound-rtp");
  const sum = name => inbound.reduce((total, s) => total + (s[name] ?? 0), 0);
  const sound = inbound.find(s => s.kind === "audio");
  const transport = all.find(s => s.type === "transport" && s.selectedCandidatePairId);
  const pair = transport ? all.find(s => s.id === transport.selectedCandidatePairId) : all.find(s => s.type === "candidate-pair" && s.nominated);
  const told = all.find(s => s.type === "remote-inbound-rtp" && s.kind === "audio");
  const roundTrip = pair?.currentRoundTripTime ?? told?.roundTripTime;
  return {
    roundTripMs: roundTrip === undefined ? null : roundTrip * 1000,
    jitterMs: sound?.jitter === undefined ? null : sound.jitter * 1000,
    waitedSeconds: sound?.jitterBufferDelay ?? 0,
    played: sound?.jitterBufferEmittedCount ?? 0,
    bytesIn: pair?.bytesReceived ?? 0,
    bytesOut: pair?.bytesSent ?? 0,
    received: sum("packetsReceived"),
    lost: sum("packetsLost"),
  };
}

/** "typ" of each candidate in a description, and whether an address stands behind a relayed one. */
function candidates(sdp) {
  return [...sdp.matchAll(/^a=candidate:.* typ (\S+)(?:.* raddr (\S+))?/gm)].map(([, type, behind]) => ({
    type,
    locates: type !== "relay" || behind !== undefined && behind !== "0.0.0.0" && behind !== "::",
  }));
}

/** Asks the far encoder for packets of one size, which tell nothing (RFC 6562). */
const atConstantRate = sdp =>
  sdp.replace(/^a=rtpmap:(\d+) opus\/48000.*$[\s\S]*?^a=fmtp:\1 (?!.*\bcbr=)/m, found => found + "cbr=1;usedtx=0;");

export class PrivacyError extends Error {}
export class NoRelayError extends Error {}

export class Peer {
  constructor(iceServers, relayed, events) {
    this.relayed = relayed;
    this.sent = [];
    this.pc = new RTCPeerConnection({iceServers, iceTransportPolicy: relayed ? "relay" : "all", bundlePolicy: "max-bundle"});
    this.directions = new Map();
    this.pc.onconnectionstatechange = () => events.onState(this.pc.connectionState);
    this.pc.onsignalingstatechange = () => events.onNegotiated?.(this.pc.getTransceivers().map(t => t.currentDirection));
    this.pc.ontrack = event => events.onTrack(event.track);
  }

  add(stream) {
    for (const track of stream.getTracks()) this.pc.addTrack(track, stream);
  }

  /** Makes room for what is not there, so that the other side can send it all the same. */
  receive(...kinds) {
    for (const kind of kinds) {
      const has = this.pc.getTransceivers().some(t => t.receiver.track.kind === kind);
      if (!has) this.pc.addTransceiver(kind, {direction: "recvonly"});
    }
  }

  async offer() {
    await this.pc.setLocalDescription(await this.pc.createOffer());
    return this.described();
  }

  async answer(offer) {
    await this.pc.setRemoteDescription({type: "offer", sdp: atConstantRate(offer)});
    await this.pc.setLocalDescription(await this.pc.createAnswer());
    return this.described();
  }

  accept(answer) {
    return this.pc.setRemoteDescription({type: "answer", sdp: atConstantRate(answer)});
  }

  /**
   * From now on what changes is negotiated anew. Where two offers cross, that of the polite side gives way
   * (W3C webrtc-pc, 10.7).
   */
  renegotiate(polite, send) {
    this.polite = polite;
    this.send = send;
    this.pc.onnegotiationneeded = async () => {
      await this.pc.setLocalDescription();
      await this.redescribe(true);
    };
  }

  async redescribe(isOffer) {
    const sdp = this.pc.localDescription.sdp;
    if (this.relayed && candidates(sdp).some(candidate => candidate.locates)) throw new PrivacyError();
    await this.send(isOffer, sdp);
  }

  /** Their offer or answer in mid-call: other directions, and never another certificate. */
  async redescribed(isOffer, sdp) {
    const certificates = text => [...new Set(text.match(/^a=fingerprint:.*$/gm))].sort().join();
    if (certificates(sdp) !== certificates(this.pc.remoteDescription.sdp)) {
      throw new Error("Somebody is in between: the other side shows another certificate.");
    }
    const crossed = isOffer && this.pc.signalingState !== "stable";
    if (crossed && !this.polite || !isOffer && this.pc.signalingState !== "have-local-offer") return;
    await this.pc.setRemoteDescription({type: isOffer ? "offer" : "answer", sdp: atConstantRate(sdp)});
    if (!isOffer) return;
    await this.pc.setLocalDescription();
    await this.redescribe(false);
  }

  /** While on hold nothing is sent in either direction (RFC 8829, 4.2.4). */
  hold(on) {
    for (const transceiver of this.pc.getTransceivers()) {
      if (on) this.directions.set(transceiver, transceiver.direction);
      transceiver.direction = on ? "inactive" : this.directions.get(transceiver) ?? transceiver.direction;
    }
  }

  /** Our description with all candidates; nothing leaves that gives away more than it may. */
  async described() {
    await new Promise(resolve => {
      const check = () => this.pc.iceGatheringState === "complete" && resolve();
      this.pc.addEventListener("icegatheringstatechange", check);
      setTimeout(resolve, GATHERING_MS);
      check();
    });
    const sdp = this.pc.localDescription.sdp;
    const mine = candidates(sdp);
    if (this.relayed && mine.some(candidate => candidate.locates)) throw new PrivacyError();
    if (this.relayed && mine.length === 0) throw new NoRelayError();
    this.sent = mine;
    return sdp;
  }

  /** The facts of this moment, from the browser's own statistics (W3C webrtc-stats). */
  async sample() {
    const stats = await this.pc.getStats();
    const all = [...stats.values()];
    const transport = all.find(s => s.type === "transport" && s.selectedCandidatePairId);
    const pair = transport ? stats.get(transport.selectedCandidatePairId) : all.find(s => s.type === "candidate-pair" && s.nominated);
    const local = pair && stats.get(pair.localCandidateId);
    const remote = pair && stats.get(pair.remoteCandidateId);
    return {
      at: performance.now(),
      local: local && {type: local.candidateType, url: local.url, protocol: local.relayProtocol ?? local.protocol},
      remote: remote && {type: remote.candidateType},
      offered: this.sent,
      ...sampleOf(all),
      framesDecoded: all.reduce((total, s) => total + (s.type === "inbound-rtp" ? s.framesDecoded ?? 0 : 0), 0),
    };
  }

  /** While off, silence and no picture go out; in a private call silence has the size of speech. */
  sends(kind, on) {
    for (const sender of this.pc.getSenders()) {
      if (sender.track?.kind === kind) sender.track.enabled = on;
    }
  }

  async replaceVideo(track) {
    const transceiver = this.pc.getTransceivers().find(t => t.receiver.track.kind === "video");
    await transceiver?.sender.replaceTrack(track);
  }

  close() {
    this.pc.close();
  }
}
