package io.calling.signaling;

import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Invite;
import io.calling.signaling.SignalingMessage.Renew;
import java.util.List;

/** Messages without the candidates that are not relayed. */
final class RelayedOnly {
    private RelayedOnly() {}

    static SignalingMessage of(SignalingMessage message) {
        if (message instanceof Invite invite) {
            return new Invite(invite.lifetime(), of(invite.session()));
        }
        if (message instanceof Accept accept) {
            return new Accept(of(accept.session()));
        }
        if (message instanceof Candidates more) {
            return new Candidates(more.generation(), of(more.candidates()), more.last());
        }
        if (message instanceof Renew renew) {
            return new Renew(renew.generation(), renew.ice(), of(renew.candidates()));
        }
        return message;
    }

    private static SessionParameters of(SessionParameters session) {
        return session.withCandidates(of(session.candidates()));
    }

    private static List<Candidate> of(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.type() == CandidateType.RELAYED)
                .toList();
    }
}
