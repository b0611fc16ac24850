// Answers an offer, in base64, with a microphone. The answer is in window.answer, and what is counted of the sound that
// comes, again and again, in window.sound. A function, for WebDriver.
(offer => {
  async function answer() {
    const pc = new RTCPeerConnection();
    pc.ontrack = event => {
      const element = document.createElement("audio");
      element.srcObject = new MediaStream([event.track]);
      element.muted = true;
      element.play();
      document.body.append(element);
    };
    await pc.setRemoteDescription({type: "offer", sdp: atob(offer)});
    const media = await navigator.mediaDevices.getUserMedia({audio: true});
    media.getTracks().forEach(track => pc.addTrack(track, media));
    await pc.setLocalDescription(await pc.createAnswer());
    if (pc.iceGatheringState !== "complete") {
      await new Promise(resolve => pc.addEventListener("icecandidate", e => e.candidate || resolve()));
    }
    setInterval(async () => {
      const stats = [...(await pc.getStats()).values()];
      window.sound = stats.find(s => s.type === "inbound-rtp") ?? {};
    }, 100);
    window.answer = pc.localDescription.sdp;
  }

  window.answer = "";
  window.sound = {};
  answer().catch(failure => { document.body.append("failed " + failure); });
  return "begun";
})
