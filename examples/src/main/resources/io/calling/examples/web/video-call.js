// The page of video-call: one call with the Java side, which plays files and records to files.
import {ask, say} from "./signaling.js";
import {at, put, trouble} from "./page.js";
import {Peer} from "./peer.js";
import * as media from "./media.js";
import * as shield from "./shield.js";

let call = null;

/** VP8 before all else: the Java side keeps frames as they come, in a file of that format. */
function preferVp8(pc) {
  const codecs = RTCRtpReceiver.getCapabilities("video").codecs;
  const isVp8 = codec => codec.mimeType === "video/VP8";
  const sorted = [...codecs.filter(isVp8), ...codecs.filter(codec => !isVp8(codec))];
  for (const transceiver of pc.getTransceivers()) {
    if (transceiver.receiver.track.kind === "video") transceiver.setCodecPreferences?.(sorted);
  }
}

function showMine(stream) {
  at("mine").srcObject = stream;
  at("mine").hidden = !stream;
}

async function begin() {
  const {relayed, iceServers} = await ask("/api/setup");
  const stream = await media.open(true);
  showMine(stream);
  const theirs = new MediaStream();
  at("theirs").srcObject = theirs;
  const peer = new Peer(iceServers, relayed, {onState: connection, onTrack: track => theirs.addTrack(track)});
  call = {peer, stream, relayed};
  peer.add(stream);
  peer.receive("audio", "video");
  preferVp8(peer.pc);
  call.timer = setInterval(watch, 1000);
  const {sdp} = await say("/api/call", {sdp: await peer.offer()});
  await peer.accept(sdp);
}

function connection(state) {
  const words = {connected: "In call", disconnected: "The connection is interrupted…", failed: "No path to the Java side was found."};
  if (words[state]) put("status", words[state]);
  at("badge").hidden = state !== "connected";
  if (state === "failed") end();
}

async function watch() {
  const current = call;
  const [sample, report] = await Promise.all([current.peer.sample(), ask("/api/call").catch(() => null)]);
  if (call !== current) return;
  call.verdict = shield.inCall("Java", call.relayed, false, sample, report);
  shield.show(at("shield"), call.verdict);
  at("stage").dataset.picture = sample.framesDecoded > 0 ? "live" : "none";
}

async function end() {
  const ended = call;
  call = null;
  clearInterval(ended.timer);
  media.close(ended.stream);
  at("theirs").srcObject = null;
  showMine(null);
  at("stage").dataset.picture = "none";
  at("badge").hidden = true;
  at("hang-up").hidden = true;
  put("status", "The call is over. Start the example again for another one.");
  shield.show(at("shield"), ended.verdict ? shield.afterwards("Java", ended.verdict) : shield.idle());
  try {
    const {pictures, frames, sound, packets} = await say("/api/hang-up", {});
    if (pictures) {
      put("pictures", `${pictures}, ${frames} frames`);
      put("sound", `${sound}, ${packets} packets`);
      at("files").hidden = false;
      at("files-title").focus();
    }
  } catch (e) {
    trouble(e.message);
  }
  ended.peer.close();
}

at("call").addEventListener("click", async () => {
  trouble(null);
  at("call").hidden = true;
  at("hang-up").hidden = false;
  at("hang-up").focus();
  put("status", "Connecting…");
  try {
    await begin();
  } catch (e) {
    trouble(e.message);
    clearInterval(call?.timer);
    call?.peer.close();
    media.close(call?.stream);
    call = null;
    showMine(null);
    at("call").hidden = false;
    at("hang-up").hidden = true;
    put("status", "The call could not be placed.");
    shield.show(at("shield"), shield.idle());
  }
});

at("hang-up").addEventListener("click", () => call && end());

shield.show(at("shield"), shield.idle());
