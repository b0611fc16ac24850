package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/pion/webrtc"
)

// One call with the echo server: its offers and answers.
type session struct {
	peer       *webrtc.PeerConnection
	where      string // the server's path of the call
	theirs     string // all descriptions of the server's
	mutex      sync.Mutex
	candidates []string // of ours, until there is somewhere to send them
	username   []string // the lines that go with them
}

func newSession() *session {
	peer, err := engine().NewPeerConnection(configuration())
	check(err)
	s := &session{peer: peer}
	peer.OnTrack(listen)
	peer.OnICECandidate(func(candidate *webrtc.ICECandidate) {
		if is("trickle") && candidate != nil {
			s.mutex.Lock()
			defer s.mutex.Unlock()
			s.candidates = append(s.candidates, candidate.ToJSON().Candidate)
			s.trickle()
		}
	})
	if is("data") {
		_, err = peer.CreateDataChannel("before", nil)
		check(err)
	}
	play(peer, "audio")
	if asked.Media == "av" {
		play(peer, "video")
	}
	return s
}

// Asks Pion nothing: while it tells of a candidate, it answers nobody.
func (s *session) trickle() {
	for s.where != "" && len(s.candidates) > 0 {
		text := strings.Join(s.username, "\r\n") + "\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\na=" +
			s.candidates[0] + "\r\n"
		call("PATCH", s.where, fragment, text, 204)
		s.candidates = s.candidates[1:]
	}
}

func (s *session) arrived(where string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.where = where
	s.trickle()
}

// Our description, complete unless the candidates are told one by one.
func (s *session) local(made webrtc.SessionDescription, err error) string {
	check(err)
	s.mutex.Lock()
	s.username = nil
	for _, line := range strings.Split(made.SDP, "\r\n") {
		credential := strings.HasPrefix(line, "a=ice-ufrag") || strings.HasPrefix(line, "a=ice-pwd")
		if credential && len(s.username) < 2 {
			s.username = append(s.username, line)
		}
	}
	s.mutex.Unlock()
	gathered := webrtc.GatheringCompletePromise(s.peer)
	check(s.peer.SetLocalDescription(made))
	if !is("trickle") {
		<-gathered
	}
	return s.peer.LocalDescription().SDP
}

func (s *session) remote(kind webrtc.SDPType, text string) {
	s.theirs += text
	check(s.peer.SetRemoteDescription(webrtc.SessionDescription{Type: kind, SDP: text}))
}

func (s *session) describe() {
	if asked.Role == "offer" {
		answer, where := call("POST", "/call", sdp, s.local(s.peer.CreateOffer(nil)), 201)
		s.remote(webrtc.SDPTypeAnswer, answer)
		s.arrived(where)
	} else {
		offer, where := call("POST", "/offer", sdp, "", 201)
		s.remote(webrtc.SDPTypeOffer, offer)
		call("POST", where+"/answer", sdp, s.local(s.peer.CreateAnswer(nil)), 204)
		s.arrived(where)
	}
}

// Another offer, and what came of it.
func (s *session) again(step string) string {
	before := s.pair()
	if mine := strings.TrimPrefix(step, "mine="); mine != step {
		switch mine {
		case "stop":
			for _, transceiver := range s.peer.GetTransceivers() {
				if transceiver.Kind() == webrtc.RTPCodecTypeVideo {
					check(transceiver.Stop())
				}
			}
		case "audio", "video":
			play(s.peer, mine)
		}
		offer := s.local(s.peer.CreateOffer(&webrtc.OfferOptions{ICERestart: mine == "restart"}))
		answer, _ := call("POST", s.where, sdp, offer, 200)
		s.remote(webrtc.SDPTypeAnswer, answer)
	} else {
		offer, _ := call("POST", s.where+"/offer?"+step, sdp, "", 200)
		s.remote(webrtc.SDPTypeOffer, offer)
		if step == "add=video" {
			play(s.peer, "video")
		}
		call("POST", s.where+"/answer", sdp, s.local(s.peer.CreateAnswer(nil)), 204)
	}
	deadline := time.Now().Add(15 * time.Second)
	for restarts := strings.HasSuffix(step, "restart"); restarts && s.pair() == before && time.Now().Before(deadline); {
		time.Sleep(20 * time.Millisecond)
	}
	s.await(webrtc.PeerConnectionStateConnected)
	time.Sleep(200 * time.Millisecond) // frames of a track that begins are on their way
	_, voice := listened("audio", 0.5)
	_, pictures := listened("video", 0.5)
	return fmt.Sprintf("[%s moved=%t heard=%t pictures=%t]", step, s.pair() != before, voice > 10, pictures > 5)
}

func (s *session) await(state webrtc.PeerConnectionState) {
	for deadline := time.Now().Add(30 * time.Second); s.peer.ConnectionState() != state; {
		if time.Now().After(deadline) {
			facts, _ := json.Marshal(s.facts())
			panic(fmt.Sprint("it is ", s.peer.ConnectionState(), " to Pion; to the server: ", string(facts)))
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (s *session) pair() string {
	pair, err := s.peer.GetSenders()[0].Transport().ICETransport().GetSelectedCandidatePair()
	check(err)
	return fmt.Sprint(pair)
}

// The kinds and addresses of the server's candidates, found by checks included.
func (s *session) seen() string {
	seen := []string{}
	for _, statistics := range s.peer.GetStats() {
		if one, ok := statistics.(webrtc.ICECandidateStats); ok && one.Type == webrtc.StatsTypeRemoteCandidate {
			seen = append(seen, fmt.Sprint(one.CandidateType, " ", one.IP))
		}
	}
	sort.Strings(seen)
	return strings.Join(seen, ", ")
}

func (s *session) facts() map[string]interface{} {
	text, _ := call("GET", s.where, sdp, "", 200)
	facts := map[string]interface{}{}
	check(json.Unmarshal([]byte(text), &facts))
	return facts
}
