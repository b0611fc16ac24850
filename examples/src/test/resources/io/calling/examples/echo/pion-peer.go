// Calls the echo server with Pion, and prints as one line of JSON what came back.
//
// pion-peer '{"base": …, "relay": "turn:…" or "-", "policy": "relay" or "all", "role": "offer" or "answer" (who
// describes first, seen from here), "media": "av" or "audio", "seconds": …, "username": …, "password": …,
// "as": "lite,rsa,passive,sha1,bare,data,tcp,trickle,lossy", what is unusual about this peer,
// "again": "add=video,ice=restart,mine=video,mine=audio,mine=restart,mine=stop", further offers: what the server is
// asked to offer, and, as mine, what this peer offers}'
//
// Pion codes and decodes nothing: each packet has a number in it, and likeness is the part of those that came back.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/pion/dtls/v2"
	"github.com/pion/ice/v2"
	"github.com/pion/interceptor"
	"github.com/pion/logging"
	"github.com/pion/rtp"
	"github.com/pion/webrtc"
	"github.com/pion/webrtc/pkg/media"
)

const sdp, fragment = "application/sdp", "application/trickle-ice-sdpfrag"

var (
	asked struct {
		Base, Relay, Policy, Role, Media, Username, Password, As, Again string
		Seconds                                                         float64
	}
	guard     sync.Mutex
	sent      = map[string]int{}          // by kind of media
	heard     = map[string]map[int]bool{} // the numbers that came back
	firstSeen time.Time
	goodbye   = make(chan struct{}) // closed when DTLS says close_notify
	number    = regexp.MustCompile("number ([0-9]+)")
)

func is(what string) bool { return strings.Contains(","+asked.As+",", ","+what+",") }

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func call(method, path, kind, body string, wanted int) (string, string) {
	request, err := http.NewRequest(method, asked.Base+path, strings.NewReader(body))
	check(err)
	request.Header.Set("Content-Type", kind)
	response, err := (&http.Client{Timeout: 30 * time.Second}).Do(request)
	check(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	check(err)
	if response.StatusCode != wanted {
		panic(fmt.Sprint(method, " ", path, ": ", response.StatusCode, " ", string(text)))
	}
	return string(text), response.Header.Get("Location")
}

// Hears of close_notify, which Pion keeps to itself.
type ear struct{ logging.LeveledLogger }

func (e ear) NewLogger(scope string) logging.LeveledLogger {
	quiet := logging.NewDefaultLeveledLoggerForScope(scope, logging.LogLevelError, os.Stderr)
	if scope == "dtls" {
		return ear{quiet}
	}
	return quiet
}

func (e ear) Tracef(format string, args ...interface{}) {
	if strings.Contains(fmt.Sprintf(format, args...), "<- Alert Warning: CloseNotify") {
		close(goodbye)
	}
}

// Loses each tenth packet, the first time that it is sent.
type loss struct{ interceptor.NoOp }

func (l *loss) NewInterceptor(string) (interceptor.Interceptor, error) { return l, nil }

func (l *loss) BindLocalStream(_ *interceptor.StreamInfo, next interceptor.RTPWriter) interceptor.RTPWriter {
	lost := map[uint16]bool{}
	var mutex sync.Mutex
	return interceptor.RTPWriterFunc(func(h *rtp.Header, payload []byte, a interceptor.Attributes) (int, error) {
		mutex.Lock()
		again := h.SequenceNumber%10 != 0 || lost[h.SequenceNumber]
		lost[h.SequenceNumber] = true
		mutex.Unlock()
		if again {
			return next.Write(h, payload, a)
		}
		return len(payload), nil
	})
}

func engine() *webrtc.API {
	settings := webrtc.SettingEngine{LoggerFactory: ear{}}
	settings.SetLite(is("lite"))
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.SetIncludeLoopbackCandidate(strings.Contains(asked.Base, "127.0.0.1"))
	types := []webrtc.NetworkType{webrtc.NetworkTypeUDP4}
	if is("passive") {
		check(settings.SetAnsweringDTLSRole(webrtc.DTLSRoleServer))
	}
	if is("sha1") {
		settings.SetSRTPProtectionProfiles(dtls.SRTP_AES128_CM_HMAC_SHA1_80)
	}
	if is("tcp") {
		listener, err := net.Listen("tcp4", ":0")
		check(err)
		settings.SetICETCPMux(webrtc.NewICETCPMux(nil, listener, 8))
		types = append(types, webrtc.NetworkTypeTCP4, webrtc.NetworkTypeUDP6)
	}
	settings.SetNetworkTypes(types)
	codecs, chain := &webrtc.MediaEngine{}, &interceptor.Registry{}
	check(codecs.RegisterDefaultCodecs())
	if is("lossy") {
		chain.Add(&loss{})
	}
	if !is("bare") {
		check(webrtc.RegisterDefaultInterceptors(codecs, chain))
	}
	return webrtc.NewAPI(
		webrtc.WithSettingEngine(settings), webrtc.WithMediaEngine(codecs), webrtc.WithInterceptorRegistry(chain))
}

func configuration() webrtc.Configuration {
	made := webrtc.Configuration{}
	if asked.Relay != "-" {
		made.ICEServers = []webrtc.ICEServer{
			{URLs: []string{asked.Relay}, Username: asked.Username, Credential: asked.Password}}
	}
	if asked.Policy == "relay" {
		made.ICETransportPolicy = webrtc.ICETransportPolicyRelay
	}
	var certificate *webrtc.Certificate
	if is("rsa") {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		check(err)
		certificate, err = webrtc.GenerateCertificate(key)
		check(err)
	} else {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		check(err)
		certificate, err = webrtc.GenerateCertificate(key)
		check(err)
	}
	made.Certificates = []webrtc.Certificate{*certificate}
	return made
}

func play(peer *webrtc.PeerConnection, kind string) {
	mime, pause, length := webrtc.MimeTypeOpus, 20*time.Millisecond, 0
	if kind == "video" {
		mime, pause, length = webrtc.MimeTypeVP8, 33*time.Millisecond, 1000
	}
	name := fmt.Sprint(kind, len(peer.GetSenders()))
	track, err := webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: mime}, name, "stream")
	check(err)
	sender, err := peer.AddTrack(track)
	check(err)
	go func() {
		for buffer := make([]byte, 1500); err == nil; {
			_, _, err = sender.Read(buffer)
		}
	}()
	go func() {
		for now := range time.Tick(pause) {
			guard.Lock()
			said := sent[kind] + 1
			sent[kind] = said
			guard.Unlock()
			// The first bytes are a key frame's of VP8 (RFC 6386, 9.1).
			data := append([]byte{0x10, 0, 0, 0x9d, 1, 0x2a, 0x40, 1, 0xf0, 0}, fmt.Sprintf("number %d ", said)...)
			data = append(data, make([]byte, length)...)
			_ = track.WriteSample(media.Sample{Data: data, Duration: pause, Timestamp: now})
		}
	}()
}

func listen(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
	kind := track.Kind().String()
	for {
		packet, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		if found := number.FindSubmatch(packet.Payload); found != nil {
			said, _ := strconv.Atoi(string(found[1]))
			guard.Lock()
			if heard[kind] == nil {
				heard[kind] = map[int]bool{}
			}
			heard[kind][said] = true
			if kind == "video" && firstSeen.IsZero() {
				firstSeen = time.Now()
			}
			guard.Unlock()
		}
	}
}

// How many of those that are sent from now on, in so many seconds, come back.
func listened(kind string, seconds float64) (int, int) {
	time.Sleep(100 * time.Millisecond)
	guard.Lock()
	from := sent[kind]
	guard.Unlock()
	time.Sleep(time.Duration(seconds * float64(time.Second)))
	guard.Lock()
	to := sent[kind]
	guard.Unlock()
	time.Sleep(300 * time.Millisecond)
	guard.Lock()
	defer guard.Unlock()
	count := 0
	for said := range heard[kind] {
		if said > from && said <= to {
			count++
		}
	}
	return to - from, count
}

func main() {
	check(json.Unmarshal([]byte(os.Args[1]), &asked))
	session := newSession()
	session.describe()
	session.await(webrtc.PeerConnectionStateConnected)
	connected := time.Now()
	deadline := connected.Add(20 * time.Second)
	for kind := map[bool]string{true: "video", false: "audio"}[asked.Media == "av"]; time.Now().Before(deadline); {
		guard.Lock()
		count := len(heard[kind])
		guard.Unlock()
		if count > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	said, like := listened("audio", asked.Seconds/2)
	pictures, seen := listened("video", asked.Seconds)
	steps := []string{}
	for _, step := range strings.Split(asked.Again, ",") {
		if step != "" {
			steps = append(steps, session.again(step))
		}
	}
	facts := session.facts()
	selected := facts["selectedCandidates"].(map[string]interface{})
	first := -1.0
	if !firstSeen.IsZero() {
		first = math.Max(0, firstSeen.Sub(connected).Seconds()) // what is connected is noticed later
	}
	result := map[string]interface{}{
		"state": facts["state"], "local": selected["local"], "remote": selected["remote"],
		"likeness": float64(like) / float64(said), "again": strings.Join(steps, " "),
		"firstFrameSeconds": first, "videoSent": pictures, "videoDecoded": seen,
		"srtpProfile": facts["security"].(map[string]interface{})["srtpProfile"],
		"seen":        session.seen(), "described": session.theirs,
	}
	hungUp := time.Now()
	call("DELETE", session.where, sdp, "", 200)
	result["deleted"], result["dtls"] = 200, "open"
	select {
	case <-goodbye:
		result["dtls"] = "closed"
	case <-time.After(5 * time.Second):
	}
	result["closedAfterSeconds"] = time.Since(hungUp).Seconds()
	result["stateThen"] = session.facts()["state"]
	line, err := json.Marshal(result)
	check(err)
	fmt.Println("RESULT " + string(line))
}
