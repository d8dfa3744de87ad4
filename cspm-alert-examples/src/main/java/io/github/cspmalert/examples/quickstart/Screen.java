package io.github.cspmalert.examples.quickstart;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what happens, step by step, as a person would like to read it. */
final class Screen {

    private static final int WIDTH = 110;

    private final PrintStream out;
    private int steps;

    Screen(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.printf("%n%s%n%s%n", text, "=".repeat(width(text)));
    }

    void step(String text) {
        out.printf("%n%d. %s%n", ++steps, text);
    }

    void line(String text) {
        text.lines().forEach(line -> out.println("   " + line));
    }

    /** Prints rows under their columns, as wide as they need, but for the widest column, which is cut to fit. */
    void table(List<String> columns, List<List<String>> rows) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int widest =
                    rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
            widths[i] = Math.min(WIDTH - 40, Math.max(width(columns.get(i)), widest));
        }
        line(row(columns, widths));
        line(row(columns.stream().map(name -> "").toList(), widths).replace(' ', '-'));
        rows.forEach(row -> line(row(row, widths)));
    }

    private static String row(List<String> cells, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = fit(cells.get(i), widths[i]);
            String pad = " ".repeat(widths[i] - width(cell));
            boolean number = !cell.isEmpty() && cell.chars().allMatch(Character::isDigit);
            text.append(i == 0 ? "" : "  ").append(number ? pad + cell : cell + pad);
        }
        return text.toString();
    }

    private static String fit(String cell, int width) {
        if (width(cell) <= width) {
            return cell;
        }
        StringBuilder cut = new StringBuilder();
        int used = 1;
        for (int c : cell.codePoints().toArray()) {
            used += width(c);
            if (used > width) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return cut.append('…').toString();
    }

    /** {@return the columns that a text takes on a terminal, where CJK takes two each} */
    static int width(String text) {
        return text.codePoints().map(Screen::width).sum();
    }

    private static int width(int c) {
        boolean wide = c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    static String boxed(String text) {
        return text.lines().map(line -> "│ " + line).collect(Collectors.joining("\n"));
    }
}
