package io.github.cspmalert.json.state;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The form of who was told of an alert. In version 1 whoever was told last knew of it. */
final class ToldForm {

    private static final int VERSION = 2;

    private ToldForm() {}

    static String write(ToldState state) {
        return Documents.write(
                VERSION, document -> document.objects("targets", state.targets().entrySet(), ToldForm::write));
    }

    private static void write(Map.Entry<Target, ToldState.Entry> target, FieldsWriter fields) {
        ToldState.Entry entry = target.getValue();
        fields.put("channel", target.getKey().channel().id())
                .put("recipient", target.getKey().recipientId())
                .put("at", entry.at())
                .put("progress", entry.progress())
                .put("notification", entry.notification())
                .put("knows", entry.knows());
    }

    static ToldState read(String document) {
        return Documents.read("the state of an alert", VERSION, document, ToldForm::state);
    }

    private static ToldState state(Fields fields) {
        List<Map.Entry<Target, ToldState.Entry>> targets =
                fields.objects("targets", each -> target(each, fields.version()));
        return new ToldState(
                targets.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> {
                    throw new IllegalArgumentException("a target stands twice");
                })));
    }

    private static Map.Entry<Target, ToldState.Entry> target(Fields fields, int version) {
        ToldState.Progress progress = fields.word("progress", ToldState.Progress.class);
        return Map.entry(
                new Target(new Channel(fields.text("channel")), fields.text("recipient")),
                new ToldState.Entry(
                        fields.instant("at"),
                        progress,
                        fields.text("notification"),
                        version == 1 ? progress == ToldState.Progress.TOLD : fields.bool("knows")));
    }
}
