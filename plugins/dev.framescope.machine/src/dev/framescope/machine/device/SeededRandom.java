package dev.framescope.machine.device;

/**
 * Numbers that look random and follow from a seed: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
 * Its whole state is one number, so that it can be saved.
 */
public final class SeededRandom {
    private static final long GAMMA = 0x9e37_79b9_7f4a_7c15L;

    private long state;

    public SeededRandom(long seed) {
        state = seed;
    }

    public long state() {
        return state;
    }

    public void setState(long newState) {
        state = newState;
    }

    public long nextLong() {
        state += GAMMA;
        long mixed = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
        return mixed ^ mixed >>> 31;
    }

    /** The next numbers' bytes. */
    public byte[] nextBytes(int count) {
        byte[] bytes = new byte[count];
        long word = 0;
        for (int i = 0; i < count; i++) {
            word = i % Long.BYTES == 0 ? nextLong() : word >>> 8;
            bytes[i] = (byte) word;
        }
        return bytes;
    }
}
