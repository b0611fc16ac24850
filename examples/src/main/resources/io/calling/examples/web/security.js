// The words and pictures that two people compare, and what they make of them.
import {at, put} from "./page.js";

export function clear(name) {
  for (const list of ["words", "pictures"]) at(list).replaceChildren();
  put("security-title", `Is it really ${name}?`);
  put("security-note", "The words come when the call is secured.");
  put("judged", "");
  put("protection", "");
  at("judge").hidden = true;
  at("java-shows").hidden = true;
  at("security").dataset.judged = "";
}

function item(text, label) {
  const made = document.createElement("li");
  made.textContent = text;
  if (label) made.appendChild(document.createElement("small")).textContent = label;
  return made;
}

export function show({words, pictures}, note) {
  at("words").replaceChildren(...words.map(word => item(word)));
  at("pictures").replaceChildren(...pictures.map(({symbol, name}) => item(symbol, name)));
  put("security-note", note);
  at("judge").hidden = false;
}

/** What the Java side says that it shows, and how the call is protected. */
export function report({words, pictures, protocol, srtpProfile}) {
  if (words) {
    at("java-shows").hidden = false;
    put("java-words", words.join(" "));
    put("java-pictures", pictures.join(" "));
  }
  if (protocol) put("protection", `Encrypted from end to end with ${protocol}, ${srtpProfile.replaceAll("_", "-")}.`);
}

/** A person has compared, and seen the same. */
export function same() {
  at("judge").hidden = true;
  at("security").dataset.judged = "same";
  put("judged", "You compared: nobody is in between.");
}
