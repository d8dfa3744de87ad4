package io.github.cspmalert.examples.homes;

import java.util.List;
import java.util.Random;

/** Expressions over some columns, as people and generators write them, at most 128 characters long. */
final class RandomExpressions {

    private static final int LONGEST = 128;

    private final Random random;
    private final List<String> numbers;
    private final List<String> texts;

    RandomExpressions(Random random, List<String> numbers, List<String> texts) {
        this.random = random;
        this.numbers = numbers;
        this.texts = texts;
    }

    String next() {
        String expression = logic(random.nextInt(3));
        return expression.length() > LONGEST ? comparison() : expression;
    }

    private String logic(int depth) {
        if (depth == 0) {
            return comparison();
        }
        return switch (random.nextInt(4)) {
            case 0 -> logic(depth - 1) + " && " + comparison();
            case 1 -> logic(depth - 1) + "||" + comparison();
            case 2 -> "!(" + logic(depth - 1) + ")";
            default -> "(" + logic(depth - 1) + ") && " + comparison();
        };
    }

    private String comparison() {
        return switch (random.nextInt(texts.isEmpty() ? 4 : 8)) {
            case 0 -> number() + operator() + random.nextInt(12);
            case 1 -> number() + " * 2 + 1" + operator() + number() + " - (-" + random.nextInt(9) + ")";
            case 2 -> "nosuch" + operator() + random.nextInt(3);
            case 3 -> number() + " % 3 == " + random.nextInt(3);
            case 4 -> text() + " == '" + pick("ECS", "HIGH", "NOT_PASS", "i-3", "MFA & root") + "'";
            case 5 -> "contains(" + text() + ", \"" + pick("C", "o", "&", "端口", "i-") + "\")";
            case 6 -> text() + pick(" =~ ", " !~ ") + pick("\"^[A-Z]+$\"", "'i-[0-4]'", "\"\\\\d+\"", "'(?i)ecs|rds'");
            default -> text() + operator() + pick(text(), number());
        };
    }

    private String operator() {
        return pick(" > ", ">=", " < ", "<=", " == ", "!=");
    }

    private String number() {
        return numbers.get(random.nextInt(numbers.size()));
    }

    private String text() {
        return texts.get(random.nextInt(texts.size()));
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }
}
