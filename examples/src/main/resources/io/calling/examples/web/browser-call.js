// The page of browser-call: settings first, then people, then the call.
import {ask, listen, say, sayAtLast} from "./signaling.js";
import {at, handler, put, trouble} from "./page.js";
import {Peer, PrivacyError, NoRelayError, sampleOf} from "./peer.js";
import {Plots} from "./plots.js";
import * as decisions from "./decisions.js";
import * as media from "./media.js";
import * as sas from "./sas.js";
import * as security from "./security.js";
import * as shield from "./shield.js";

const JAVA = "Java";

let me = null, call = null;
const plots = new Plots(at("plots")), javaPlots = new Plots(at("java-plots"));

// ---- views

function showView(id) {
  for (const view of document.querySelectorAll(".view")) view.hidden = view.id !== id;
  at(id).querySelector("h1").focus({preventScroll: true});
  scrollTo(0, 0);
}

decisions.onDecided(async decided => {
  if (me) {
    await say("/api/settings", {me: me.me, ...decided});
  } else {
    me = await say("/api/enter", decided);
    listen(`/api/events?me=${me.me}`, news, lost);
    addEventListener("pagehide", () => sayAtLast("/api/leave", {me: me.me}));
    at("name-field").hidden = true;
    put("go", "Done");
  }
  showView("lobby");
});

at("change").addEventListener("click", () => showView("setup"));

function lost() {
  if (call) finish("The agent does not answer any more.", null);
  trouble("The agent does not answer any more: start it again, then reload this page.");
}

// ---- people

function button(text, label, action, kind) {
  const made = document.createElement("button");
  made.textContent = text;
  made.setAttribute("aria-label", label);
  if (kind) made.className = kind;
  made.addEventListener("click", handler(action));
  return made;
}

function row(name) {
  const item = document.createElement("li");
  const who = item.appendChild(document.createElement("span"));
  who.append(Object.assign(document.createElement("b"), {textContent: name}));
  if (name === JAVA) who.append(Object.assign(document.createElement("small"), {textContent: "Sends back what you say and show."}));
  const buttons = item.appendChild(document.createElement("span"));
  buttons.className = "controls";
  if (name === JAVA) buttons.append(button("Call me", "Call me: Java calls you", () => say("/api/ask-java", {me: me.me, video: true})));
  buttons.append(
    button("Voice", `Call ${name}, voice only`, () => place(name, false)),
    button("Video", `Call ${name} with video`, () => place(name, true), "primary"));
  return item;
}

function showPeople(names) {
  at("people").replaceChildren(...names.map(row));
}

// ---- a call

function begin(id, peerName, isCaller, video) {
  call = {id, peerName, isCaller, video, relayed: true, peerAsked: false, held: {us: false, them: false}, muted: false, cameraOn: video};
  plots.clear();
  javaPlots.clear();
  at("java-plots").hidden = peerName !== JAVA;
  security.clear(peerName);
  put("peer", peerName);
  put("initial", [...peerName][0].toUpperCase());
  put("clock", "");
  put("status", isCaller ? "Calling…" : "Connecting…");
  at("camera").hidden = !video;
  at("stage").dataset.picture = "none";
  at("stage").dataset.voice = String(!video);
  render();
  showView("call");
}

function render() {
  if (!call) return;
  const {us, them} = call.held;
  const held = us || them;
  const quiet = held || !call.connected;
  put("status", statusOf(call));
  for (const id of ["mute", "camera", "hold"]) at(id).disabled = !call.connected;
  at("mute").setAttribute("aria-pressed", String(call.muted));
  at("camera").setAttribute("aria-pressed", String(!call.cameraOn));
  at("hold").setAttribute("aria-pressed", String(us));
  put("mute", call.muted ? "Unmute" : "Mute");
  put("camera", call.cameraOn ? "Camera off" : "Camera on");
  put("hold", us ? "Resume" : "Hold");
  at("badge").hidden = !(call.connected && (held || call.muted));
  put("badge", us ? "On hold: neither hears the other" : them ? `${call.peerName} holds the call` : "You are muted");
  at("theirs").muted = held;
  at("stage").dataset.held = String(quiet);
  call.peer?.sends("audio", !held && !call.muted);
  call.peer?.sends("video", !held);
}

function statusOf({connected, lostPath, held, rings, accepted, isCaller}) {
  if (lostPath) return "The connection is interrupted…";
  if (connected) return held.us ? "On hold" : held.them ? "On hold by the other side" : "In call";
  if (accepted || !isCaller) return "Connecting…";
  return rings ? "Ringing…" : "Calling…";
}

async function place(name, video) {
  const id = sas.toText(sas.newNonce());
  begin(id, name, true, video);
  await attempt(async () => {
    await openMedia(video);
    await say("/api/place", {me: me.me, to: name, call: id, video});
  });
}

function showMine(stream) {
  at("mine").srcObject = stream;
  at("mine").hidden = !stream;
}

async function openMedia(video) {
  const current = call;
  const stream = await media.open(video);
  if (call !== current) return media.close(stream);
  call.stream = stream;
  call.cameraOn = stream.getVideoTracks().length > 0;
  showMine(call.cameraOn ? stream : null);
}

/** Runs a step of the call; a failure ends it, with a reason for the other side. */
async function attempt(step) {
  const current = call;
  try {
    await step();
  } catch (e) {
    if (!current || call !== current) return;
    const reason = e instanceof PrivacyError ? "PRIVACY_VIOLATION_PREVENTED" : e instanceof NoRelayError ? "RELAY_UNREACHABLE" : e instanceof media.NoMicrophoneError ? "MEDIA_FAILED" : "HANDSHAKE_FAILED";
    say("/api/end", {me: me.me, call: current.id, reason}).catch(() => {});
    const sentence = e instanceof PrivacyError ? "The call was ended because going on would have shown your address."
      : e instanceof NoRelayError ? "The relay does not answer, and without it there is no private call." : e.message;
    finish(sentence, sentence);
  }
}

function connect() {
  const current = call;
  call.peer = new Peer(me.iceServers, call.relayed, {
    onState: state => call === current && connection(state),
    onTrack: track => call === current && hear(track),
    onNegotiated: directions => call === current && (at("stage").dataset.directions = directions.join(" ")),
  });
  call.peer.add(call.stream);
  if (call.isCaller) call.peer.receive("audio", ...(call.video ? ["video"] : []));
  call.timer = setInterval(() => watch(current), 1000);
}

function hear(track) {
  call.theirs ??= new MediaStream();
  call.theirs.addTrack(track);
  at("theirs").srcObject = call.theirs;
}

function connection(state) {
  call.lostPath = state === "disconnected";
  if (state === "connected" && !call.connected) {
    call.connected = true;
    call.since = performance.now();
    const id = call.id;
    call.peer.renegotiate(!call.isCaller, (isOffer, sdp) => say("/api/redescribe", {me: me.me, call: id, isOffer, sdp}));
  }
  if (state === "failed") {
    const reason = call.connected ? "PEER_LOST" : "NO_PATH";
    say("/api/end", {me: me.me, call: call.id, reason}).catch(() => {});
    return finish(call.connected ? "The connection to the other side was lost: call again." : "No path to the other side was found: call again.", null);
  }
  render();
  if (call.connected) watch(call);
}

/** Once a second: the facts, for the shield, the plots and the clock. */
async function watch(current) {
  const sample = await current.peer.sample();
  const report = current.peerName === JAVA ? await ask(`/api/java-side?call=${encodeURIComponent(current.id)}`).catch(() => null) : null;
  if (call !== current) return;
  plots.add(sample);
  if (report?.stats) showJavas(Object.values(report.stats));
  at("stage").dataset.picture = sample.framesDecoded > 0 ? "live" : "none";
  showShield(sample, report);
  if (report) security.report(report);
  if (call.connected) showClock();
}

/** Java's statistics have the names and units that the browser's have. */
function showJavas(stats) {
  const transport = stats.find(s => s.type === "transport");
  if (transport) javaPlots.add({at: transport.timestamp, ...sampleOf(stats)});
}

function showShield(sample, report) {
  call.verdict = shield.inCall(call.peerName, call.relayed, call.peerAsked, sample, report);
  shield.show(at("shield"), call.verdict);
}

function showClock() {
  const seconds = Math.floor((performance.now() - call.since) / 1000);
  put("clock", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
}

// ---- news from the agent

function news(notice) {
  if (notice.kind === "here") return showPeople(notice.names);
  if (notice.kind === "incoming") return ring(notice);
  if (notice.kind === "over" && incoming?.call === notice.call) return stopRinging(`${incoming.caller} called: ${notice.reason === "UNANSWERED" ? "you did not answer" : "no longer"}.`);
  if (call?.id !== notice.call) return;
  if (notice.kind === "over") return finish(notice.advice, null);
  const current = call;
  call.queue = (call.queue ?? Promise.resolve()).then(() => call === current && attempt(() => inCall[notice.kind](notice)));
}

const inCall = {
  rings() {
    call.rings = true;
    render();
  },

  async accepted({relayed, peerAsked}) {
    Object.assign(call, {accepted: true, relayed, peerAsked});
    showShield(null, null);
    render();
    connect();
    if (!call.isCaller) return;
    const sdp = await call.peer.offer();
    call.ours = sas.fingerprints(sdp);
    call.nonce = sas.newNonce();
    const binding = await sas.commitment(call.id, call.ours, call.nonce);
    await say("/api/describe", {me: me.me, call: call.id, sdp, binding});
  },

  async described({isOffer, sdp, binding}) {
    call.offersFingerprints = sas.fingerprints(sdp);
    if (isOffer) {
      const answer = await call.peer.answer(sdp);
      call.ours = sas.fingerprints(answer);
      call.nonce = sas.newNonce();
      call.commitment = binding;
      return say("/api/describe", {me: me.me, call: call.id, sdp: answer, binding: sas.toText(call.nonce)});
    }
    await call.peer.accept(sdp);
    await say("/api/reveal", {me: me.me, call: call.id, nonce: sas.toText(call.nonce)});
    await showWords(call.ours, call.nonce, call.offersFingerprints, sas.toBytes(binding));
  },

  async revealed({nonce}) {
    const callersNonce = sas.toBytes(nonce);
    if (await sas.commitment(call.id, call.offersFingerprints, callersNonce) !== call.commitment) {
      throw new Error("Somebody is in between: the other side did not keep to what it had announced.");
    }
    await showWords(call.offersFingerprints, callersNonce, call.ours, call.nonce);
  },

  redescribed({isOffer, sdp}) {
    return call.peer.redescribed(isOffer, sdp);
  },

  held({on}) {
    call.held.them = on;
    render();
  },
};

async function showWords(callers, callersNonce, callees, calleesNonce) {
  const [caller, callee] = call.isCaller ? [me.name, call.peerName] : [call.peerName, me.name];
  const string = await sas.authenticationString({callId: call.id, caller, callee, callers, callersNonce, callees, calleesNonce});
  const note = call.peerName === JAVA
    ? "Compare with what Java shows, here or in its terminal."
    : `Read the words to ${call.peerName}. If both see the same, nobody is in between.`;
  security.show(string, note);
}

// ---- ringing here

let incoming = null;

function ring(notice) {
  incoming = notice;
  put("incoming-kind", notice.video ? "Video call" : "Voice call");
  put("caller", `${notice.caller} calls you`);
  put("incoming-detail", notice.relayed
    ? `If you accept, ${notice.caller} will not see your IP address: the call goes through the relay.`
    : `If you accept, ${notice.caller} can see your IP address: both of you chose the direct way.`);
  at("incoming").dataset.tone = notice.relayed ? "good" : "bad";
  put("incoming-rule", `It rings because of your rule “${notice.rule}”. ${notice.caller} has learnt nothing from you so far.`);
  at("incoming").showModal();
  at("caller").focus();
  document.title = `${notice.caller} calls you`;
}

function stopRinging(note) {
  incoming = null;
  at("incoming").close();
  document.title = "Calling";
  if (note) put("last", note);
}

at("incoming").addEventListener("cancel", event => event.preventDefault());

at("accept").addEventListener("click", handler(async () => {
  const {call: id, caller, video} = incoming;
  stopRinging();
  begin(id, caller, false, video);
  await attempt(async () => {
    await openMedia(video);
    await say("/api/accept", {me: me.me, call: id});
  });
}));

at("decline").addEventListener("click", handler(async () => {
  const {call: id, caller} = incoming;
  stopRinging(`You declined a call of ${caller}.`);
  await say("/api/decline", {me: me.me, call: id});
}));

// ---- what a person does in a call

at("mute").addEventListener("click", () => {
  call.muted = !call.muted;
  render();
});

at("camera").addEventListener("click", handler(async () => {
  const current = call;
  if (call.cameraOn) {
    call.stream.getVideoTracks().forEach(track => {
      track.stop();
      call.stream.removeTrack(track);
    });
    await call.peer.replaceVideo(null);
  } else {
    const track = await media.openCamera();
    if (call !== current) return track.stop();
    call.stream.addTrack(track);
    await call.peer.replaceVideo(track);
  }
  call.cameraOn = !call.cameraOn;
  showMine(call.cameraOn ? call.stream : null);
  render();
}));

at("hold").addEventListener("click", handler(async () => {
  call.held.us = !call.held.us;
  call.peer.hold(call.held.us);
  render();
  await say("/api/hold", {me: me.me, call: call.id, on: call.held.us});
}));

at("hang-up").addEventListener("click", () => hangUp(null));

function hangUp(problem) {
  say("/api/end", {me: me.me, call: call.id, reason: "HUNG_UP"}).catch(() => {});
  finish("You hung up.", problem);
}

at("same").addEventListener("click", security.same);

at("different").addEventListener("click", () => hangUp("The words differed, so the call was ended: somebody may have been listening. Reach the other person in another way before you call again."));

/** The call is over for us. */
function finish(sentence, problem) {
  const ended = call;
  call = null;
  clearInterval(ended.timer);
  ended.peer?.close();
  media.close(ended.stream);
  at("theirs").srcObject = null;
  showMine(null);
  shield.show(at("shield"), ended.verdict ? shield.afterwards(ended.peerName, ended.verdict) : shield.idle());
  const lasted = ended.since ? ` It lasted ${at("clock").textContent || "0:00"}.` : "";
  put("last", `Call with ${ended.peerName}: ${sentence}${lasted}`);
  trouble(problem);
  showView("lobby");
}

decisions.recall();
shield.show(at("shield"), shield.idle());
showView("setup");
