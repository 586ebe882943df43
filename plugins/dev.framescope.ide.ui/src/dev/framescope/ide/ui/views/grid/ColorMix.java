package dev.framescope.ide.ui.views.grid;

/**
 * The mixture of the colours of several grid items, packed as {@code 0xSSRRGGBB}: S is the share of
 * items that are not blank (0 to 255, never 0 if there is one), RGB the mean colour of those.
 */
public final class ColorMix {
    /** The share at which the rarest content is still drawn, so that one frame in a thousand is. */
    private static final double FAINTEST = 0.45;

    private ColorMix() {}

    /** The mixture of a single item. */
    public static int of(int color) {
        return color == GridModel.BLANK ? 0 : 0xff000000 | color;
    }

    /** The mixture of two neighbours that stand for equally many items each. */
    public static int of(int left, int right) {
        int leftShare = left >>> 24;
        int rightShare = right >>> 24;
        int sum = leftShare + rightShare;
        if (sum == 0) {
            return 0;
        }
        return (sum + 1) / 2 << 24
                | channel(left >> 16, leftShare, right >> 16, rightShare) << 16
                | channel(left >> 8, leftShare, right >> 8, rightShare) << 8
                | channel(left, leftShare, right, rightShare);
    }

    /** The colour to draw on a background: the smaller the share, the fainter. */
    public static int over(int background, int mix) {
        int share = mix >>> 24;
        if (share == 0) {
            return background;
        }
        double strength = FAINTEST + (1 - FAINTEST) * Math.sqrt(share / 255.0);
        return blend(background, mix & 0xffffff, strength);
    }

    /** The colour on the way from one to another: 0 gives the first, 1 the second. */
    public static int blend(int from, int to, double part) {
        int red = (int) Math.round((from >> 16 & 0xff) * (1 - part) + (to >> 16 & 0xff) * part);
        int green = (int) Math.round((from >> 8 & 0xff) * (1 - part) + (to >> 8 & 0xff) * part);
        int blue = (int) Math.round((from & 0xff) * (1 - part) + (to & 0xff) * part);
        return red << 16 | green << 8 | blue;
    }

    private static int channel(int left, int leftShare, int right, int rightShare) {
        int sum = leftShare + rightShare;
        return ((left & 0xff) * leftShare + (right & 0xff) * rightShare + sum / 2) / sum;
    }
}
