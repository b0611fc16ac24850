package io.calling.ice.internal;

import io.calling.ice.internal.Transactions.Check;
import io.calling.ice.net.Network;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.TransactionId;
import java.beans.PropertyChangeEvent;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.ice4j.ResponseCollector;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.PriorityAttribute;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidatePair;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.message.Request;
import org.ice4j.message.Response;
import org.ice4j.stack.TransactionID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of an ice4j agent: from the first pair to the nominated one, or to failure. ice4j paces
 * checks on a thread of its own; everything of ours runs on the loop.
 */
final class CheckAgent implements PairChecks, CheckStack.Port {
    private static final Logger LOG = LoggerFactory.getLogger(CheckAgent.class);

    private final Network network;
    private final Transactions transactions;
    private final CheckWriter writer;
    private final Listener listener;
    private final PrivateAgent agent;
    private final Ice4jMessages messages;
    private final Map<InetSocketAddress, BaseCandidate> bases = new HashMap<>();
    private final IdentityHashMap<TransactionID, TransactionId> asked = new IdentityHashMap<>();
    private @Nullable Response reply;
    private volatile boolean closed;

    CheckAgent(
            Network network,
            CheckCredentials credentials,
            boolean controlling,
            long tieBreaker,
            Transactions transactions,
            CheckWriter writer,
            Listener listener) {
        this.network = network;
        this.transactions = transactions;
        this.writer = writer;
        this.listener = listener;
        this.agent = new PrivateAgent(credentials, controlling, tieBreaker);
        this.messages = new Ice4jMessages(agent.checkStack(), credentials);
        agent.checkStack().attach(this);
        agent.stream().addPairChangeListener(this::onPairChange);
        agent.addStateChangeListener(this::onStateChange);
    }

    @Override
    public boolean isControlling() {
        return agent.isControlling();
    }

    @Override
    public void addBase(InetSocketAddress address, long priority) {
        bases.put(address, agent.addBase(Ice4jMessages.address(address), priority));
    }

    @Override
    public void addPair(InetSocketAddress base, InetSocketAddress remote, RemoteFacts facts) {
        BaseCandidate local = bases.get(base);
        if (local != null) {
            agent.addPair(
                    local, Ice4jMessages.address(remote), facts.foundation(), facts.priority());
        }
    }

    @Override
    public void start() {
        agent.startConnectivityEstablishment();
    }

    @Override
    public int onCheck(CheckRequest check, InetSocketAddress base, InetSocketAddress remote) {
        reply = null;
        try {
            agent.checkStack().deliver(messages.request(check, base, remote));
        } catch (RuntimeException e) {
            LOG.debug("A check could not be processed: {}", e.getClass().getName());
        }
        return reply == null ? -1 : Ice4jMessages.errorCode(reply);
    }

    @Override
    public void reply(Response response) {
        reply = response;
    }

    @Override
    public void ask(
            TransactionID handle,
            Request request,
            TransportAddress base,
            TransportAddress remote,
            ResponseCollector collector) {
        Question question = new Question(handle, request, collector);
        network.execute(() -> ask(question, plain(base), plain(remote)));
    }

    private void ask(Question question, InetSocketAddress base, InetSocketAddress remote) {
        if (closed) {
            return;
        }
        TransactionId id = transactions.newId();
        asked.put(question.handle(), id);
        byte[] datagram = writer.request(id, check(question.request()));
        transactions.repeat(
                id,
                new Check(
                        base, remote, datagram, answer -> answer(question, base, remote, answer)));
    }

    private CheckRequest check(Request request) {
        long priority =
                ((PriorityAttribute) request.getAttribute(Attribute.PRIORITY)).getPriority();
        return new CheckRequest(
                priority,
                request.containsAttribute(Attribute.ICE_CONTROLLING),
                agent.getTieBreaker(),
                request.containsAttribute(Attribute.USE_CANDIDATE),
                0);
    }

    private void answer(
            Question question,
            InetSocketAddress base,
            InetSocketAddress remote,
            StunMessage answer) {
        asked.remove(question.handle());
        int code = answer.is(StunClass.SUCCESS, StunMethod.BINDING) ? 0 : answer.errorCode();
        try {
            question.collector()
                    .processResponse(
                            messages.response(
                                    question.handle(), question.request(), base, remote, code));
        } catch (RuntimeException e) {
            LOG.debug("An answer could not be processed: {}", e.getClass().getName());
        }
    }

    @Override
    public void cancel(TransactionID handle) {
        network.execute(() -> quieten(handle));
    }

    private void quieten(TransactionID handle) {
        TransactionId id = asked.get(handle);
        if (id != null) {
            transactions.quieten(id);
        }
    }

    private void onPairChange(PropertyChangeEvent event) {
        if (IceMediaStream.PROPERTY_PAIR_VALIDATED.equals(event.getPropertyName())
                && event.getSource() instanceof CandidatePair pair) {
            tell(() -> listener.onValid(base(pair), remote(pair)));
        }
    }

    private void onStateChange(PropertyChangeEvent event) {
        if (!Agent.PROPERTY_ICE_PROCESSING_STATE.equals(event.getPropertyName())) {
            return;
        }
        CandidatePair selected = agent.selectedPair();
        if (event.getNewValue() == IceProcessingState.COMPLETED && selected != null) {
            tell(() -> listener.onNominated(base(selected), remote(selected)));
        } else if (event.getNewValue() == IceProcessingState.FAILED) {
            tell(listener::onFailed);
        }
    }

    /** ice4j tells under its locks, on any thread; ours hear it on the loop. */
    private void tell(Runnable event) {
        network.execute(
                () -> {
                    if (!closed) {
                        event.run();
                    }
                });
    }

    private static InetSocketAddress base(CandidatePair pair) {
        LocalCandidate local = pair.getLocalCandidate();
        LocalCandidate base = local.getBase();
        return plain((base == null ? local : base).getTransportAddress());
    }

    private static InetSocketAddress remote(CandidatePair pair) {
        return plain(pair.getRemoteCandidate().getTransportAddress());
    }

    private static InetSocketAddress plain(TransportAddress address) {
        return new InetSocketAddress(address.getAddress(), address.getPort());
    }

    @Override
    public void close() {
        closed = true;
        agent.checkStack().detach();
        asked.values().forEach(transactions::cancel);
        asked.clear();
        agent.free();
    }

    private record Question(TransactionID handle, Request request, ResponseCollector collector) {}
}
