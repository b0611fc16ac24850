package io.calling.ice.turn;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The permissions of one allocation: asks for those that are wanted, within the budget; renews
 * those in use; leaves refused ones alone for a while (RFC 8656, 9 and 10). Pure.
 */
final class TurnPermissions {
    private static final long RETRY_NANOS = Duration.ofSeconds(10).toNanos();

    /**
     * Permissions that live shorter than this are renewed for so long after their last use: a path
     * to fall back on is used every five seconds, to ask for consent, and has to stay open between.
     */
    private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();

    private final TurnTimings timings;
    private final TurnTransactions transactions;
    private final RequestBudget budget;
    private final Owner owner;
    private final Map<InetAddress, TurnPermission> permissions = new LinkedHashMap<>();
    private boolean open;
    private long renewNanos;

    /** Told what becomes of permissions. */
    interface Owner {
        /**
         * The relay was asked, so that what is sent right behind the question passes, if neither is
         * lost or overtaken.
         */
        void onAsked(InetAddress address);

        /** Datagrams to and from the address pass. */
        void onPermitted(InetAddress address);

        /** They do not, or no longer. */
        void onRefused(InetAddress address);

        /** Whether it was sent to since this was last asked. */
        boolean takeUsed(InetAddress address);

        /** The relay says that there is no allocation. */
        void onMismatch(long nowNanos);
    }

    TurnPermissions(
            TurnTimings timings, TurnTransactions transactions, RequestBudget budget, Owner owner) {
        this.timings = timings;
        this.transactions = transactions;
        this.budget = budget;
        this.owner = owner;
        this.renewNanos = timings.permission();
    }

    /** The authenticated Allocate is on its way: requests may follow right behind it. */
    void open(long nowNanos) {
        open = true;
        askWanted(nowNanos);
    }

    /** The allocation is up, or was prolonged. The shortest lifetime seen is the one to trust. */
    void allocated(long newRenewNanos, long nowNanos) {
        renewNanos = Math.min(renewNanos, newRenewNanos);
        open(nowNanos);
    }

    /** Forgets what was asked on an earlier socket; what is wanted stays wanted. */
    void reset() {
        open = false;
        for (TurnPermission permission : permissions.values()) {
            if (permission.state == TurnPermission.State.ASKED) {
                budget.granted();
                permission.state = TurnPermission.State.WANTED;
            }
        }
    }

    /** Wants the address to be let through. */
    void want(InetAddress address, long nowNanos) {
        TurnPermission permission = permissions.computeIfAbsent(address, TurnPermission::new);
        permission.used = true;
        if (permission.state == TurnPermission.State.IDLE && permission.dueNanos - nowNanos <= 0) {
            permission.state = TurnPermission.State.WANTED;
        }
        askWanted(nowNanos);
    }

    /** Whether asking is of no use now. */
    boolean isRefused(InetAddress address) {
        TurnPermission permission = permissions.get(address);
        return permission != null && permission.state == TurnPermission.State.IDLE;
    }

    /** Whether it was asked for: what is sent behind the question may pass. */
    boolean isAsked(InetAddress address) {
        TurnPermission permission = permissions.get(address);
        return permission != null && permission.state == TurnPermission.State.ASKED;
    }

    /** Whether datagrams of the address may come in. */
    boolean isGranted(InetAddress address) {
        TurnPermission permission = permissions.get(address);
        return permission != null && permission.isGranted();
    }

    /** RFC 8656, 12: binding a channel also installs or refreshes the permission. */
    void grantedByChannel(InetAddress address, long nowNanos) {
        TurnPermission permission = permissions.computeIfAbsent(address, TurnPermission::new);
        if (permission.state != TurnPermission.State.ASKED) {
            permission.state = TurnPermission.State.GRANTED;
            // Behind the renewal of the channel, which does for both.
            permission.dueNanos = nowNanos + renewNanos + renewNanos / 8;
        }
        owner.onPermitted(address);
    }

    void onTime(long nowNanos) {
        for (TurnPermission permission : permissions.values()) {
            if (permission.state == TurnPermission.State.GRANTED
                    && permission.dueNanos - nowNanos <= 0) {
                renew(permission, nowNanos);
            }
        }
        askWanted(nowNanos);
    }

    private void renew(TurnPermission permission, long nowNanos) {
        boolean used = owner.takeUsed(permission.address()) || permission.used;
        permission.used = false;
        if (used) {
            permission.usedNanos = nowNanos;
        }
        if (used || nowNanos - permission.usedNanos < IDLE_NANOS) {
            permission.state = TurnPermission.State.RENEWING;
            transactions.begin(new Request(permission, false), nowNanos);
        } else {
            shut(permission, nowNanos);
        }
    }

    private void shut(TurnPermission permission, long againNanos) {
        permission.state = TurnPermission.State.IDLE;
        permission.dueNanos = againNanos;
        owner.onRefused(permission.address());
    }

    private void askWanted(long nowNanos) {
        for (TurnPermission permission : permissions.values()) {
            if (permission.state == TurnPermission.State.WANTED) {
                if (!open || !budget.tryAsk(nowNanos)) {
                    return;
                }
                permission.state = TurnPermission.State.ASKED;
                transactions.begin(new Request(permission, true), nowNanos);
                owner.onAsked(permission.address());
            }
        }
    }

    long nanosToNext(long nowNanos) {
        long nanos = Long.MAX_VALUE;
        for (TurnPermission permission : permissions.values()) {
            if (permission.state == TurnPermission.State.GRANTED) {
                nanos = Math.min(nanos, permission.dueNanos - nowNanos);
            } else if (permission.state == TurnPermission.State.WANTED && open) {
                nanos = Math.min(nanos, budget.nanosToNext(nowNanos));
            }
        }
        return nanos;
    }

    /** CreatePermission for one address. */
    private final class Request extends TurnRequest {
        private final TurnPermission permission;
        private final boolean first;

        Request(TurnPermission permission, boolean first) {
            super(StunMethod.CREATE_PERMISSION);
            this.permission = permission;
            this.first = first;
        }

        @Override
        void write(StunWriter writer) {
            // The port is of no meaning (RFC 8656, 10), so the relay is not told it.
            writer.xorAddress(
                    StunAttribute.XOR_PEER_ADDRESS, new InetSocketAddress(permission.address(), 0));
        }

        @Override
        void onSuccess(StunMessage response, long nowNanos) {
            if (first) {
                budget.granted();
            }
            permission.state = TurnPermission.State.GRANTED;
            permission.dueNanos = nowNanos + renewNanos;
            owner.onPermitted(permission.address());
            askWanted(nowNanos);
        }

        @Override
        void onFailure(TurnError error, long nowNanos) {
            if (error.code() == TurnError.ALLOCATION_MISMATCH) {
                onMismatch(nowNanos);
            } else if (!first && error.code() == TurnError.SILENCE) {
                permission.state = TurnPermission.State.GRANTED;
                permission.used = true; // and still wanted
                permission.dueNanos = nowNanos + RETRY_NANOS;
            } else {
                if (first) {
                    budget.refused(nowNanos);
                }
                shut(permission, nowNanos + timings.refused());
                askWanted(nowNanos);
            }
        }

        /** It has overtaken the Allocate, or the allocation is gone: the owner knows. */
        private void onMismatch(long nowNanos) {
            if (first) {
                budget.granted();
            }
            permission.state = TurnPermission.State.WANTED;
            open = false;
            owner.onMismatch(nowNanos);
        }
    }
}
