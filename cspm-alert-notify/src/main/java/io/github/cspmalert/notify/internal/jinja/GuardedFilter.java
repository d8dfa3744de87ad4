package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.objects.SafeString;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter whose use is counted. What it makes of mark-up is text again, since it may put text from outside into it. */
final class GuardedFilter implements Filter {

    /** What a filter does. */
    @FunctionalInterface
    interface Body {
        @Nullable Object apply(
                @Nullable Object value, JinjavaInterpreter interpreter, Object[] arguments, Map<String, Object> named);
    }

    private final String name;
    private final Body body;

    GuardedFilter(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    /** {@return a filter of jinjava, which does not see what is mark-up} */
    static GuardedFilter of(Filter filter) {
        return new GuardedFilter(filter.getName(), (value, interpreter, arguments, named) -> {
            Object[] plain = Arrays.stream(arguments).map(GuardedFilter::plain).toArray();
            return filter.filter(plain(value), interpreter, plain, named);
        });
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof SafeString markup ? markup.toString() : value;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean preserveSafeString() {
        return false;
    }

    @Override
    public @Nullable Object filter(
            @Nullable Object value, JinjavaInterpreter interpreter, Object[] arguments, Map<String, Object> named) {
        GuardedInterpreter.rendering(interpreter).step();
        return body.apply(value, interpreter, arguments, named);
    }

    @Override
    public @Nullable Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
        return filter(value, interpreter, (Object[]) arguments, Map.of());
    }
}
