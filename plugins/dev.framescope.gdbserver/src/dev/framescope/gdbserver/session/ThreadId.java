package dev.framescope.gdbserver.session;

import dev.framescope.gdbserver.protocol.PacketCursor;
import dev.framescope.gdbserver.protocol.PacketException;

/**
 * Thread ids (GDB manual, section Packets): harts from 1 on, all in process 1.
 *
 * @param hart the hart's number, or one of the constants
 */
record ThreadId(int hart) {
    /** Every hart. */
    static final int ALL = -1;

    /** Whichever there is. */
    static final int ANY = -2;

    /** The only process: the machine. */
    static final int PROCESS = 1;

    /**
     * Takes a thread id off a packet.
     *
     * @throws PacketException if it is none of a hart of the machine
     */
    static ThreadId take(PacketCursor packet, int harts) throws PacketException {
        if (packet.take("p")) {
            long process = packet.take("-1") ? PROCESS : packet.number();
            if (process != PROCESS && process != 0) {
                throw new PacketException(3, "there is no process " + process);
            }
            if (!packet.take(".")) {
                return new ThreadId(ALL);
            }
        }
        if (packet.take("-1")) {
            return new ThreadId(ALL);
        }
        long number = packet.number();
        if (number == 0) {
            return new ThreadId(ANY);
        }
        if (number < 0 || number > harts) {
            throw new PacketException(3, "there is no thread " + number);
        }
        return new ThreadId((int) number - 1);
    }

    /** The id of a hart as it is sent. */
    static String of(int hart, boolean multiprocess) {
        String thread = Integer.toHexString(hart + 1);
        return multiprocess ? "p" + PROCESS + "." + thread : thread;
    }

    /** The hart that is meant, where one has to be. */
    int hartOr(int current) {
        return hart >= 0 ? hart : current;
    }
}
