package io.github.cspmalert.notify.internal.html;

/** What the length of a text is counted in. */
public enum Measure {
    /** Bytes of UTF-8. */
    BYTES {
        @Override
        int of(int codePoint) {
            if (codePoint < 0x80) {
                return 1;
            }
            return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        }
    },
    /** Letters, digits and marks of any script; each counts for one. */
    CHARACTERS {
        @Override
        int of(int codePoint) {
            return 1;
        }
    };

    abstract int of(int codePoint);

    /** {@return how long a text is} */
    public int length(String text) {
        return length(text, 0, text.length());
    }

    /** {@return how long a text is from one index to another} */
    public int length(String text, int from, int to) {
        int length = 0;
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            length += of(text.codePointAt(i));
        }
        return length;
    }

    /** {@return the largest index up to {@code to} such that what lies before it is no longer than that} */
    public int fit(String text, int from, int to, int length) {
        int left = length;
        int i = from;
        while (i < to) {
            int codePoint = text.codePointAt(i);
            left -= of(codePoint);
            if (left < 0) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        return Math.min(i, to);
    }
}
