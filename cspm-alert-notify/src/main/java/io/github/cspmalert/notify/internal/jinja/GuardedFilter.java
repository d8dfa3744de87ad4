package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.objects.SafeString;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter of jinjava. What it makes of mark-up is text again, since it may put text from outside into it. */
final class GuardedFilter implements Filter {

    private final String name;
    private final Filter filter;

    GuardedFilter(String name, Filter filter) {
        this.name = name;
        this.filter = filter;
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
    public Object filter(
            @Nullable Object value, JinjavaInterpreter interpreter, Object[] arguments, Map<String, Object> named) {
        GuardedInterpreter.rendering(interpreter).step();
        Object[] plain = Arrays.stream(arguments).map(GuardedFilter::plain).toArray();
        return filter.filter(plain(value), interpreter, plain, named);
    }

    @Override
    public Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
        return filter.filter(plain(value), interpreter, arguments);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof SafeString markup ? markup.toString() : value;
    }
}
