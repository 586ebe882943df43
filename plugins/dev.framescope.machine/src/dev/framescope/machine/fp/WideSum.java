package dev.framescope.machine.fp;

/** The sum within a fused multiply-add: 128 digits, of which the lowest is sticky. */
final class WideSum {
    private long high;
    private long low;

    private WideSum(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** a * b + c of finite numbers, a and b not zero. */
    static long of(FloatFormat format, long a, long b, long c, int mode, FloatFlags flags) {
        long first = format.significand(a);
        long second = format.significand(b);
        WideSum sum = new WideSum(Math.unsignedMultiplyHigh(first, second), first * second);
        boolean negative = format.isNegative(a) != format.isNegative(b);
        int exponent = format.exponent(a) + format.exponent(b) + 1;
        if (!format.isZero(c)) {
            WideSum addend = new WideSum(format.significand(c), 0);
            int distance = exponent - format.exponent(c);
            sum.shiftRight(distance >= 0 ? 1 : 1 - distance);
            addend.shiftRight(distance >= 0 ? 1 + distance : 1);
            exponent += distance >= 0 ? 1 : 1 - distance;
            if (format.isNegative(c) == negative) {
                sum.add(addend);
            } else if (sum.subtract(addend)) {
                negative = !negative;
            }
        }
        if ((sum.high | sum.low) == 0) {
            return format.zero(mode == RoundingMode.RDN);
        }
        exponent -= sum.normalize();
        long digits = sum.low != 0 ? sum.high | 1 : sum.high;
        return SoftFloat.round(format, negative, exponent, digits, mode, flags);
    }

    private void shiftRight(int distance) {
        if (distance >= Long.SIZE) {
            boolean lost = low != 0;
            low = SoftFloat.shiftRightSticky(high, distance - Long.SIZE);
            low |= lost ? 1 : 0;
            high = 0;
        } else {
            boolean lost = (low & (1L << distance) - 1) != 0;
            low = low >>> distance | high << Long.SIZE - distance;
            low |= lost ? 1 : 0;
            high >>>= distance;
        }
    }

    private void add(WideSum other) {
        low += other.low;
        boolean carry = Long.compareUnsigned(low, other.low) < 0;
        high += other.high + (carry ? 1 : 0);
    }

    /** Returns whether the difference was negative; the magnitude stays. */
    private boolean subtract(WideSum other) {
        boolean borrow = Long.compareUnsigned(low, other.low) < 0;
        low -= other.low;
        high -= other.high + (borrow ? 1 : 0);
        if (high >= 0) {
            return false;
        }
        low = -low;
        high = ~high + (low == 0 ? 1 : 0);
        return true;
    }

    /** Moves the first digit to bit 127, and returns by how many digits that was. */
    private int normalize() {
        int distance = 0;
        if (high == 0) {
            high = low;
            low = 0;
            distance = Long.SIZE;
        }
        int leadingZeros = Long.numberOfLeadingZeros(high);
        if (leadingZeros > 0) {
            high = high << leadingZeros | low >>> Long.SIZE - leadingZeros;
            low <<= leadingZeros;
        }
        return distance + leadingZeros;
    }
}
