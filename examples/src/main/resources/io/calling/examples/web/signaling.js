// What the page and the agent tell each other: requests go out as forms, news come in as events.

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("The agent does not answer: check that it is still running.");
  }
  if (!response.ok) throw new Error((await response.json()).detail);
  return response.status === 204 ? null : response.json();
}

export const ask = path => request(path);

export const say = (path, fields) => request(path, {method: "POST", body: new URLSearchParams(fields)});

/** Says it even while the page is being closed. */
export const sayAtLast = (path, fields) => navigator.sendBeacon(path, new URLSearchParams(fields));

/** Calls onNews with each event, in order, and onLost once when there will be no more. */
export function listen(path, onNews, onLost) {
  const events = new EventSource(path);
  events.onmessage = event => onNews(JSON.parse(event.data));
  events.onerror = () => {
    events.close();
    onLost();
  };
}
