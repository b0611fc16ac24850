// Who can see whose address, in words and colour, from facts and from nothing else.
// A verdict is {tone: "good" | "bad" | "wait", verdict, detail, facts: [text]}.

const KINDS = {relay: "relayed", host: "direct", srflx: "direct", prflx: "direct"};

const agentIsHere = () => ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
const agent = () => agentIsHere() ? "The agent on this machine" : "The agent that served this page, which sees your address too,";

/** Before and between calls. */
export function idle() {
  return {
    tone: "good",
    verdict: agentIsHere() ? "Nobody" : "Only the agent",
    detail: "You are in no call, and nothing of yours has gone to anybody you could call.",
    facts: ["No microphone, no camera and no connection to anybody is open.", `${agent()} knows that you are here.`],
  };
}

function relayName(url) {
  return url ? url.replace(/^turns?:/, "").replace(/\?.*/, "") : "the relay";
}

/** What the other side has been told about us, whether or not it is used. */
function offeredFact(sample, name) {
  const direct = sample.offered.filter(candidate => candidate.locates).length;
  const relayed = sample.offered.length - direct;
  const count = (n, what) => `${n} ${what} address${n === 1 ? "" : "es"}`;
  return direct === 0
    ? `Your browser told ${name} ${count(relayed, "relayed")}, and none that is yours.`
    : `Your browser told ${name} ${count(direct, "direct")}${relayed ? ` and ${count(relayed, "relayed")}` : ""}.`;
}

function pathFact(sample) {
  return `Your packets leave by a ${KINDS[sample.local.type] ?? sample.local.type} path; theirs reach you from a ${KINDS[sample.remote.type] ?? sample.remote.type} address (candidates ${sample.local.type} and ${sample.remote.type}).`;
}

/** What a Java side reports about itself, and how it sees us. */
export function reportFacts(report, name) {
  if (!report?.state) return [];
  const facts = [];
  if (report.remote) facts.push(`${name} sees you at a ${KINDS[report.remote] ?? report.remote} address (candidate ${report.remote}).`);
  facts.push(
    report.peerLearntAddress
      ? `${name}’s own report: you have learnt its address.`
      : `${name}’s own report: you learnt ${report.peerLearnt.length ? report.peerLearnt.join(", ") + ", and" : ""} no address of its machine.`);
  return facts;
}

/** In a call; sample is null until there is a path. */
export function inCall(name, relayed, peerAsked, sample, report) {
  if (!sample?.local) {
    return {
      tone: "wait",
      verdict: relayed ? "Nobody yet" : `Nobody yet, but ${name} will`,
      detail: relayed ? "A path through the relay is being set up." : "A direct path is being set up.",
      facts: sample?.offered.length ? [offeredFact(sample, name)] : ["Nothing of yours has gone to the other side."],
    };
  }
  const seen = sample.local.type !== "relay" || sample.offered.some(candidate => candidate.locates);
  const facts = [offeredFact(sample, name), pathFact(sample), ...reportFacts(report, name)];
  return seen ? direct(name, facts) : hidden(name, relayName(sample.local.url), peerAsked, facts);
}

function direct(name, facts) {
  return {
    tone: "bad",
    verdict: name,
    detail: "The call goes the direct way, as you both allowed. An address tells roughly where somebody is.",
    facts: [...facts, `${agent()} knows that you two talk.`],
  };
}

function hidden(name, relay, peerAsked, facts) {
  return {
    tone: "good",
    verdict: agentIsHere() ? "Only the relay" : "Only the relay and the agent",
    detail: `${name} does not see it: your packets go to the relay at ${relay}.` + (peerAsked ? ` ${name} asked for privacy, so you both have it.` : ""),
    facts: [...facts, "The relay also sees how large your encrypted packets are, and when they go.", `${agent()} knows that you two talk.`],
  };
}

/** What stays true when a call is over. */
export function afterwards(name, last) {
  if (last.tone !== "bad") {
    return {...last, tone: "good", verdict: "Nobody", detail: `You are in no call. ${name} has not learnt your address.`};
  }
  const time = new Date().toLocaleTimeString([], {hour: "2-digit", minute: "2-digit"});
  return {...last, verdict: `${name} knows it`, detail: `The call is over. ${name} could see your address until ${time}, and that cannot be taken back.`};
}

const MARKS = {good: "m15.5 23.5 6 6 11.5-12", bad: "M24 13v13m0 7.5v.01", wait: "M15 24h.01M24 24h.01M33 24h.01"};

/** Puts a verdict on the page; says it aloud only when it changes. */
export function show(element, {tone, verdict, detail, facts}) {
  element.dataset.tone = tone;
  element.querySelector(".mark").setAttribute("d", MARKS[tone]);
  const put = (selector, text) => {
    const place = element.querySelector(selector);
    if (place.textContent !== text) place.textContent = text;
  };
  put(".verdict", verdict);
  put(".detail", detail);
  const list = element.querySelector(".facts");
  if (list.dataset.shown !== facts.join("\n")) {
    list.dataset.shown = facts.join("\n");
    list.replaceChildren(...facts.map(fact => Object.assign(document.createElement("li"), {textContent: fact})));
  }
}
