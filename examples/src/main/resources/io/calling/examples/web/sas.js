// The short authentication string of io.calling.srtp.verification, for the browser: a commitment before
// the nonces, so that whoever is in between has one blind try. See SasCaller for the whole story.
import {ask} from "./signaling.js";

const utf8 = text => new TextEncoder().encode(text);

/** Fields in one unambiguous sequence: each behind its length in 32 bits. */
class Transcript {
  parts = [];

  constructor(tag) {
    this.add(utf8(tag));
  }

  add(bytes) {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    this.parts.push(length, bytes);
    return this;
  }

  text(text) {
    return this.add(utf8(text));
  }

  fingerprints(list) {
    const count = new Uint8Array(8);
    new DataView(count.buffer).setBigUint64(0, BigInt(list.length));
    this.add(count);
    [...list].sort().forEach(fingerprint => this.text(fingerprint));
    return this;
  }

  bytes() {
    return new Blob(this.parts).arrayBuffer();
  }
}

async function hmac(key, data) {
  const imported = await crypto.subtle.importKey("raw", key, {name: "HMAC", hash: "SHA-256"}, false, ["sign"]);
  return crypto.subtle.sign("HMAC", imported, data);
}

/** All fingerprints that a description announces, each once. */
export const fingerprints = sdp =>
  [...new Set([...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)/gm)].map(m => m[1].toLowerCase() + " " + m[2].toUpperCase()))];

export const newNonce = () => crypto.getRandomValues(new Uint8Array(32));

export const toText = bytes =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

export const toBytes = text =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), c => c.charCodeAt(0));

/** What the caller sends with its offer. */
export async function commitment(callId, callersFingerprints, callersNonce) {
  const transcript = new Transcript("calling SAS commitment v1");
  transcript.add(callersNonce).fingerprints(callersFingerprints).text(callId);
  return toText(new Uint8Array(await crypto.subtle.digest("SHA-256", await transcript.bytes())));
}

/** What both people see: {words, pictures: [{symbol, name}]}. */
export async function authenticationString({callId, caller, callee, callers, callersNonce, callees, calleesNonce}) {
  const transcript = new Transcript("calling SAS string v1").text(callId).text(caller).text(callee);
  transcript.fingerprints(callers).add(callersNonce).fingerprints(callees).add(calleesNonce);
  const key = await hmac(utf8("calling SAS v1"), await transcript.bytes());
  const derive = async info => new Uint8Array(await hmac(key, utf8(info + "\x01")));
  const lists = await ask("/api/vocabulary");
  const words = [...(await derive("words")).slice(0, 4)].map(byte => lists.words[byte]);
  const bits = (await derive("pictures")).slice(-6).reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
  const pictures = Array.from({length: 7}, (_, i) => Number(bits >> BigInt(6 * i) & 63n))
    .map(index => ({symbol: lists.pictures[index], name: lists.names[index]}));
  return {words, pictures};
}
