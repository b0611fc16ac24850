package io.calling.ice.turn;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one allocation: binds one to each peer that was preferred, renews those in use
 * (RFC 8656, 12). A channel keeps its number and its peer for good. Pure.
 */
final class TurnChannels {
    /** RFC 8656, 12: {@code 0x4000} through {@code 0x4FFF}. */
    static final int FIRST_NUMBER = 0x4000;

    private static final long RETRY_NANOS = Duration.ofSeconds(10).toNanos();

    private final TurnTimings timings;
    private final TurnTransactions transactions;
    private final RequestBudget budget;
    private final Owner owner;
    private final List<Channel> channels = new ArrayList<>();
    private @Nullable TurnPeer preferred;
    private boolean open;
    private long renewNanos;

    /** Told what becomes of channels. */
    interface Owner {
        /** The channel carries datagrams both ways. */
        void onBound(TurnPeer peer, long nowNanos);

        /** The relay says that there is no allocation. */
        void onMismatch(long nowNanos);
    }

    private enum State {
        WANTED,
        ASKED,
        BOUND,
        RENEWING,
        IDLE
    }

    /** One number and its peer. */
    private static final class Channel {
        private final int number;
        private final TurnPeer peer;
        private State state = State.WANTED;
        private long dueNanos;

        Channel(int number, TurnPeer peer) {
            this.number = number;
            this.peer = peer;
        }
    }

    TurnChannels(
            TurnTimings timings, TurnTransactions transactions, RequestBudget budget, Owner owner) {
        this.timings = timings;
        this.transactions = transactions;
        this.budget = budget;
        this.owner = owner;
        this.renewNanos = timings.permission();
    }

    /** The allocation is up, or was prolonged. The shortest lifetime seen is the one to trust. */
    void allocated(long newRenewNanos, long nowNanos) {
        renewNanos = Math.min(renewNanos, newRenewNanos);
        open = true;
        askWanted(nowNanos);
    }

    /** Makes {@code peer} the one in use. */
    void prefer(TurnPeer peer, long nowNanos) {
        preferred = peer;
        Channel channel = of(peer);
        if (channel == null) {
            channels.add(new Channel(FIRST_NUMBER + channels.size(), peer));
        } else if (channel.state == State.IDLE && channel.dueNanos - nowNanos <= 0) {
            channel.state = State.WANTED;
        }
        askWanted(nowNanos);
    }

    @Nullable TurnPeer preferred() {
        return preferred;
    }

    private @Nullable Channel of(TurnPeer peer) {
        for (Channel channel : channels) {
            if (channel.peer == peer) {
                return channel;
            }
        }
        return null;
    }

    /** The peer at the other end of a channel that was bound, or null. */
    @Nullable TurnPeer peer(int number) {
        int index = number - FIRST_NUMBER;
        if (index < 0 || index >= channels.size()) {
            return null;
        }
        Channel channel = channels.get(index);
        return channel.state == State.WANTED ? null : channel.peer;
    }

    void onTime(long nowNanos) {
        for (Channel channel : channels) {
            if (channel.state == State.BOUND && channel.dueNanos - nowNanos <= 0) {
                renew(channel, nowNanos);
            }
        }
        askWanted(nowNanos);
    }

    private void renew(Channel channel, long nowNanos) {
        if (channel.peer.takeUsed() || channel.peer == preferred) {
            ask(channel, nowNanos);
        } else {
            shut(channel, nowNanos);
        }
    }

    private void ask(Channel channel, long nowNanos) {
        channel.state = State.RENEWING;
        transactions.begin(new Request(channel, false), nowNanos);
    }

    /** Renews the channel in use ahead of its time: the relay may have forgotten it. */
    void renewPreferred(long nowNanos) {
        Channel channel = preferred == null ? null : of(preferred);
        if (channel != null && channel.state == State.BOUND) {
            ask(channel, nowNanos);
        }
    }

    private static void shut(Channel channel, long againNanos) {
        channel.peer.setChannel(0);
        channel.state = State.IDLE;
        channel.dueNanos = againNanos;
    }

    private void askWanted(long nowNanos) {
        for (Channel channel : channels) {
            if (channel.state == State.WANTED) {
                if (!open || !budget.tryAsk(nowNanos)) {
                    return;
                }
                channel.state = State.ASKED;
                transactions.begin(new Request(channel, true), nowNanos);
            }
        }
    }

    long nanosToNext(long nowNanos) {
        long nanos = Long.MAX_VALUE;
        for (Channel channel : channels) {
            if (channel.state == State.BOUND) {
                nanos = Math.min(nanos, channel.dueNanos - nowNanos);
            } else if (channel.state == State.WANTED && open) {
                nanos = Math.min(nanos, budget.nanosToNext(nowNanos));
            }
        }
        return nanos;
    }

    /** ChannelBind for one peer. */
    private final class Request extends TurnRequest {
        private final Channel channel;
        private final boolean first;

        Request(Channel channel, boolean first) {
            super(StunMethod.CHANNEL_BIND);
            this.channel = channel;
            this.first = first;
        }

        @Override
        void write(StunWriter writer) {
            writer.channelNumber(channel.number)
                    .xorAddress(StunAttribute.XOR_PEER_ADDRESS, channel.peer.stunAddress());
        }

        @Override
        void onSuccess(StunMessage response, long nowNanos) {
            if (first) {
                budget.granted();
            }
            channel.state = State.BOUND;
            channel.dueNanos = nowNanos + renewNanos;
            channel.peer.setChannel(channel.number);
            owner.onBound(channel.peer, nowNanos);
        }

        @Override
        void onFailure(TurnError error, long nowNanos) {
            if (!first && error.code() == TurnError.SILENCE) {
                channel.state = State.BOUND;
                channel.dueNanos = nowNanos + RETRY_NANOS;
                return;
            }
            if (first) {
                budget.refused(nowNanos);
            }
            shut(channel, nowNanos + timings.refused());
            if (error.code() == TurnError.ALLOCATION_MISMATCH) {
                owner.onMismatch(nowNanos);
            }
        }
    }
}
