package io.github.cspmalert.examples.quickstart;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names at random, as a tenant would choose them who wants to be heard elsewhere. */
final class HostileNames {

    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "\"",
            "'",
            "&",
            "`",
            "=",
            "/",
            "\\",
            ";",
            "|",
            "%",
            "#",
            "{",
            "}",
            "$",
            "(",
            ")",
            "-",
            "--",
            " ",
            "  ",
            "</td></tr></table>",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\" onmouseover=\"x",
            "' style='x",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "</body></html>",
            "<style>*{display:none}",
            "&lt;b&gt;",
            "&#60;",
            "&amp;amp;",
            "&#x3c",
            "\r\nBcc: eve@example.net\r\n",
            "\nSubject: all is well",
            "\r\n\r\n<html>",
            "\n.\r\nMAIL FROM:<eve@example.net>\r\n",
            "=?utf-8?q?=0d=0aBcc:_eve@example.net?=",
            "--=_Part_1",
            "\nContent-Type: text/html\n\n",
            "\u0000",
            "\u0007",
            "\u001b[2J",
            "{{ 7*7 }}",
            "{% raw %}",
            "{% endfor %}",
            "{{",
            "}}",
            "{#",
            "#}",
            "${alert_name}",
            "${",
            "$${x}",
            "{{ alert.project }}",
            "' OR 1=1 --",
            "; DROP",
            "\u202E",
            "\u2066",
            "\u200B",
            "\u00AD",
            "\uFEFF",
            "\u2028",
            "\u0085",
            "\uFFFD",
            "\uFFFF",
            "İ",
            "ß",
            "ǅ",
            "é",
            "e\u0301",
            "安全组",
            "警告",
            "🔔",
            "👩‍💻",
            "𝒳",
            "العربية",
            "javascript:alert(1)",
            "https://example.net/",
            "a",
            "Z",
            "0",
            "web-1",
            "prod_db",
            ".",
            ",",
            ":",
            "?",
            "!",
            "*",
            "_",
            "~~",
            "[x](https://example.net)",
            "@all",
            "<@U1>",
            "+1",
            "=cmd|'x'");

    private final Random random;

    HostileNames(Random random) {
        this.random = random;
    }

    /** {@return a name of one to twelve pieces, not blank} */
    String next() {
        return "n" + Stream.generate(this::piece).limit(1 + random.nextInt(12)).collect(Collectors.joining());
    }

    private String piece() {
        if (random.nextInt(6) > 0) {
            return PIECES.get(random.nextInt(PIECES.size()));
        }
        int c = random.nextInt(random.nextBoolean() ? 256 : Character.MAX_CODE_POINT + 1);
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? "" : Character.toString(c);
    }
}
