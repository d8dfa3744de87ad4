package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.testkit.sls.internal.query.LogColumns;
import io.github.cspmalert.testkit.sls.internal.query.LogColumns.Field;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.FullText;
import io.github.cspmalert.testkit.sls.internal.query.Packed;
import io.github.cspmalert.testkit.sls.internal.query.search.Tokenizer.Token;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A column that words are looked for in.
 *
 * @param name the column
 * @param delimiters what parts its tokens
 * @param caseSensitive whether upper and lower case differ
 * @param packed whether it holds several packed texts
 * @param chinese whether Chinese in it is cut into words
 */
record TextColumn(String name, String delimiters, boolean caseSensitive, boolean packed, boolean chinese) {

    static TextColumn of(Field field) {
        return new TextColumn(
                field.text(),
                field.key().delimiters(),
                field.key().caseSensitive(),
                false,
                field.key().chinese());
    }

    /** What a full-text index covers beside the fields with an index of their own: names, and the other values. */
    static List<TextColumn> of(FullText line) {
        return List.of(
                new TextColumn(LogColumns.KEYS, line.delimiters(), line.caseSensitive(), true, line.chinese()),
                new TextColumn(LogColumns.REST, line.delimiters(), line.caseSensitive(), true, line.chinese()));
    }

    List<Token> tokens(String text, boolean quoted) {
        return new Tokenizer(delimiters, caseSensitive, chinese).tokens(text, quoted);
    }

    /** True if the column has all tokens of the text; false or NULL if not. */
    String has(String text, boolean quoted) {
        TokenCondition condition =
                new TokenCondition(packed ? delimiters + Packed.END : delimiters, caseSensitive, chinese);
        return tokens(text, quoted).stream()
                .map(token -> condition.sql(name, token))
                .collect(Collectors.joining(" AND ", "(", ")"));
    }
}
