package io.github.cspmalert.notify;

import static io.github.cspmalert.notify.Templates.html;
import static io.github.cspmalert.notify.Templates.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.TemplateException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A value stays a value in every place of HTML, or the template is refused. What is right follows from how browsers read HTML
 * (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) and addresses (https://url.spec.whatwg.org/#url-parsing).
 */
class TemplatePlacesTest {

    private final SlsTemplateRenderer renderer = SlsTemplateRenderer.ofDefaults();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    <a href="{{ v }}">      ~ javascript:alert(1)   ~ <a href="javascript%3Aalert(1)">
                    <a href="{{ v }}">      ~ JaVaScRiPt:alert(1)   ~ <a href="JaVaScRiPt%3Aalert(1)">
                    <a href="{{ v }}">      ~ data:text/html,x      ~ <a href="data%3Atext/html,x">
                    <a href="{{ v }}">      ~ vbscript:x:y          ~ <a href="vbscript%3Ax:y">
                    <a href="{{ v }}">      ~ javascript&colon;x    ~ <a href="javascript&amp;colon;x">
                    <a href='{{ v }}'>      ~ javascript:'          ~ <a href='javascript%3A&#39;'>
                    <a href={{ v }}>        ~ javascript:x y        ~ <a href=javascript%3Ax&#32;y>
                    <A HREF = "{{ v }}">    ~ javascript:x          ~ <A HREF = "javascript%3Ax">
                    <a href="{{ v }}{{ v }}"> ~ java:x              ~ <a href="java%3Axjava%3Ax">
                    <a href="java{{ v }}">  ~ script:x              ~ <a href="javascript%3Ax">
                    <a href="{% if 1 %}{{ v }}{% endif %}"> ~ javascript:x ~ <a href="javascript%3Ax">
                    <a {% if 1 %}href="{{ v }}"{% endif %}> ~ javascript:x ~ <a href="javascript%3Ax">
                    <a href="{{ v | escape_html }}"> ~ javascript:x ~ <a href="javascript%3Ax">
                    <a href="{{ v | escape_markdown }}"> ~ ms-x:y   ~ <a href="ms-x%3Ay">
                    <a href="${v}">         ~ javascript:x          ~ <a href="javascript%3Ax">
                    <img src="{{ v }}">     ~ javascript:x          ~ <img src="javascript%3Ax">
                    <form action="{{ v }}"> ~ javascript:x          ~ <form action="javascript%3Ax">
                    <button formaction="{{ v }}"> ~ javascript:x    ~ <button formaction="javascript%3Ax">
                    <td background="{{ v }}"> ~ javascript:x        ~ <td background="javascript%3Ax">
                    <video poster="{{ v }}"> ~ javascript:x         ~ <video poster="javascript%3Ax">
                    <svg><a xlink:href="{{ v }}"> ~ javascript:x    ~ <svg><a xlink:href="javascript%3Ax">
                    <blockquote cite="{{ v }}"> ~ javascript:x      ~ <blockquote cite="javascript%3Ax">
                    """)
    void link_toAScript_leadsToNothing(String template, String value, String expected) {
        assertThat(render(template, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    <a href="{{ v }}">           ~ https://x.example/?a=b:c#d ~ <a href="https://x.example/?a=b:c#d">
                    <a href="{{ v }}">           ~ mailto:a@x.example ~ <a href="mailto:a@x.example">
                    <a href="{{ v }}">           ~ /a:b               ~ <a href="/a:b">
                    <a href="{{ v }}">           ~ ?a=b:c             ~ <a href="?a=b:c">
                    <a href="https://x/{{ v }}"> ~ a:b&c              ~ <a href="https://x/a:b&amp;c">
                    <a href="#{{ v }}">          ~ a:b                ~ <a href="#a:b">
                    <a href="{{ v }}&amp;t=1:2"> ~ https://x/?a=b     ~ <a href="https://x/?a=b&amp;t=1:2">
                    <a href="mailto:{{ v }}">    ~ a@x.example        ~ <a href="mailto:a@x.example">
                    <a href="https://{{ v }}:8080/"> ~ x.example      ~ <a href="https://x.example:8080/">
                    <img src="data:image/png;base64,{{ v }}"> ~ iVBORw0 ~ <img src="data:image/png;base64,iVBORw0">
                    <a title="{{ v }}">          ~ javascript:x       ~ <a title="javascript:x">
                    <td style="width: {{ v }}%"> ~ 40                 ~ <td style="width: 40%">
                    <td style="color:{{ v }}">   ~ #E03C39            ~ <td style="color:#E03C39">
                    <style>p { color: {{ v }} }</style>{{ v }} ~ red  ~ <style>p { color: red }</style>red
                    <title>{{ v }}</title>       ~ a<b                ~ <title>a&lt;b</title>
                    1 < 2 {{ v }}                ~ <                  ~ 1 < 2 &lt;
                    <!--[if mso]><td width="{{ v }}"><![endif]-->{{ v }} ~ 1 ~ <!--[if mso]><td width="1"><![endif]-->1
                    <!--[if !mso]><!--><a href="{{ v }}"><!--<![endif]--> ~ x:y ~ <!--[if !mso]><!--><a href="x%3Ay"><!--<![endif]-->
                    <!-- <a href="x"> -->{{ v }} ~ <                  ~ <!-- <a href="x"> -->&lt;
                    <ul{% if 1 %} class="a"{% endif %} title="{{ v }}">{% for x in [1, 2] %}<li id={{ x }}>{% endfor %}</ul> ~ t ~ <ul class="a" title="t"><li id=1><li id=2></ul>
                    <td width={% if 1 %}1{% else %}2{% endif %} title="{{ v }}"> ~ t ~ <td width=1 title="t">
                    <meta name="description" content="{{ v }}"> ~ a ~ <meta name="description" content="a">
                    """)
    void value_thatDoesNoHarm_standsAsItIs(String template, String value, String expected) {
        assertThat(render(template, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            textBlock =
                    """
                    <td class={{ v }}>           ~ x onclick=alert(1) ~ <td class=x&#32;onclick&#61;alert(1)>
                    <td class=a{{ v }}>          ~ `>                 ~ <td class=a&#96;&gt;>
                    <td class={{ v }} id=x>      ~ ^^                 ~ <td class=&#32; id=x>
                    <td class={{ nothing }} id=x> ~ ^^                ~ <td class=&#32; id=x>
                    <td class={{ v }}>           ~ a\\tb              ~ <td class=a&#9;b>
                    <td title="{{ v }}">         ~ "><b>              ~ <td title="&quot;&gt;&lt;b&gt;">
                    <td title="{{ [v] | to_list }}"> ~ "<b>           ~ <td title="&quot;&lt;b&gt;">
                    <td title="{{ format_status('firing') }}{{ v }}"> ~ x ~ <td title="Firingx">
                    <td title='{{ v | escape_html }}'> ~ <'>          ~ <td title='&lt;&#39;&gt;'>
                    <!-- {{ v }}> {{ v }} -->    ~ --><b>--           ~ <!-- &#45;&#45;&gt;&lt;b&gt;&#45;&#45;> &#45;&#45;&gt;&lt;b&gt;&#45;&#45; -->
                    <td style="{{ v }}">         ~ x;position:fixed   ~ <td style="">
                    <td style="color: {{ v }}">  ~ url(//x)           ~ <td style="color: ">
                    <td style='color: {{ v }}'>  ~ red\\3b            ~ <td style='color: '>
                    <style>a{ b:{{ v }} }</style> ~ </style><b>       ~ <style>a{ b: }</style>
                    <style>a{ b:{{ v }} }</style> ~ @import           ~ <style>a{ b: }</style>
                    <textarea>{{ v }}</textarea> ~ </textarea><b>     ~ <textarea>&lt;/textarea&gt;&lt;b&gt;</textarea>
                    """)
    void value_thatWouldEndWhereItStands_doesNot(String template, String value, String expected) {
        assertThat(render(template, value.replace("\\t", "\t"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>var x = '{{ v }}';</script>",
                "<SCRIPT>{{ v }}</SCRIPT>",
                "<script src=\"{{ v }}\"></script>",
                "<p onclick=\"f('{{ v }}')\">",
                "<p OnClick={{ v }}>",
                "<{{ v }}>",
                "</{{ v }}>",
                "<h{{ v }}>",
                "1 <{{ v }}",
                "<p {{ v }}>",
                "<p {{ v }}=\"x\">",
                "<p data-{{ v }}=\"x\">",
                "<p title=\"x\"{{ v }}>",
                "<p title {{ v }}>",
                "<img srcset=\"{{ v }} 2x\">",
                "<iframe srcdoc=\"{{ v }}\">",
                "<iframe src=\"{{ v }}\">",
                "<link rel=stylesheet href=\"{{ v }}\">",
                "<base href=\"{{ v }}\">",
                "<object data=\"{{ v }}\">",
                "<embed src=\"{{ v }}\">",
                "<meta http-equiv=\"refresh\" content=\"0;url={{ v }}\">",
                "<meta content=\"{{ v }}\" http-equiv=refresh>",
                "<meta http-equiv=\"{{ v }}\" content=\"x\">",
                "<meta charset=\"{{ v }}\">",
                "<svg><animate attributeName=href to=\"{{ v }}\">",
                "<svg><set attributeName=href to=\"{{ v }}\">",
                "<svg><use href=\"{{ v }}\">",
                "<a href=\"javascript:f('{{ v }}')\">",
                "<a href=\" JAVASCRIPT:{{ v }}\">",
                "<a href=\"data:text/html,{{ v }}\">",
                "<a href=\"data:{{ v }}\">",
                "<a href=\"{{ v }}:alert(1)\">",
                "<a href=\"{{ v }}&#58;alert(1)\">",
                "<a ping=\"{{ v }}\">",
                "<p {% if 1 %}on{% else %}data-{% endif %}click=\"{{ v }}\">",
                "<p {% if 1 %}title=\"{% else %}onclick=\"{% endif %}{{ v }}\">",
                "<{% if 1 %}script{% else %}p{% endif %}>{{ v }}",
                "{% if 1 %}<!-- {% endif %}{{ v }}",
                "{% for x in v %}<a href=\"{{ x }}{% endfor %}",
                "<a href=\"{% if 1 %}javascript:{% endif %}{{ v }}\">",
                "<a href=\"{% if 1 %}data:{% endif %}{{ v }}\">",
                "</sty{{ v }}le><style></sty{{ v }}",
                "<p ${v}>",
            })
    void value_whereNoneIsSafe_isRefusedWhenTheTemplateIsChecked(String template) {
        assertThatThrownBy(() -> renderer.check(html(template)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("template 't', content, line 1, column ")
                .hasMessageFindingMatch("a value cannot |what a link does must stand");
        renderer.check(text(template));
    }

    @Test
    void refusal_saysWhereAndWhatToWrite() {
        assertThatThrownBy(() -> renderer.check(html("\n<p {{ v }}>")))
                .hasMessage("template 't', content, line 2, column 4: a value cannot stand as the name of an attribute;"
                        + " write name=\"{{ … }}\"");
    }

    @Test
    @Timeout(10)
    void loops_thatEndWhereTheyDoNotBegin_areGivenUpSoon() {
        String template = "{% for a in v %}<p ".repeat(45) + "{% endfor %}".repeat(45) + " {{ v }}";

        assertThatThrownBy(() -> renderer.check(html(template))).isInstanceOf(TemplateException.class);
    }

    private String render(String template, String value) {
        return renderer.render(html(template), Map.of("v", value == null ? "" : value, "alert", Map.of("v", value)));
    }
}
