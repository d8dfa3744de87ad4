package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import java.beans.FeatureDescriptor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import jinjava.javax.el.MethodNotFoundException;
import jinjava.javax.el.PropertyNotWritableException;
import org.jspecify.annotations.Nullable;

/**
 * What a dot, an index or a call means: the entries of maps, the items of lists, the state of a loop, and {@code items}, {@code
 * keys}, {@code values} and {@code get} of maps. No property or method of a Java object is looked up, whatever its name.
 */
final class PlainResolver extends ELResolver {

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        context.setPropertyResolved(true);
        Object value = valueOf(base, property);
        // What jinjava finds filters and tests by is no property.
        if (value == null
                && !(base instanceof Filter)
                && !(base instanceof ExpTest)
                && !isMethodOfMaps(base, property)) {
            GuardedInterpreter.rendering(JinjavaInterpreter.getCurrent()).missing(String.valueOf(property));
        }
        return value;
    }

    private static @Nullable Object valueOf(@Nullable Object base, @Nullable Object property) {
        if (base instanceof Map<?, ?> map) {
            return map.get(String.valueOf(property));
        } else if (base instanceof List<?> list) {
            return item(list, String.valueOf(property));
        } else if (base instanceof Map.Entry<?, ?> entry) {
            return "key".equals(property) ? entry.getKey() : "value".equals(property) ? entry.getValue() : null;
        }
        return base instanceof ForLoop loop ? ofLoop(loop, String.valueOf(property)) : null;
    }

    // The index comes as text.
    private static @Nullable Object item(List<?> list, String index) {
        int at = index.matches("-?\\d{1,9}+") ? Integer.parseInt(index) : list.size();
        int fromStart = at < 0 ? list.size() + at : at;
        return fromStart >= 0 && fromStart < list.size() ? list.get(fromStart) : null;
    }

    private static @Nullable Object ofLoop(ForLoop loop, String property) {
        return switch (property) {
            case "index" -> loop.getIndex();
            case "index0" -> loop.getIndex0();
            case "revindex" -> loop.getRevindex();
            case "revindex0" -> loop.getRevindex0();
            case "first" -> loop.isFirst();
            case "last" -> loop.isLast();
            case "length" -> loop.getLength();
            default -> null;
        };
    }

    private static boolean isMethodOfMaps(@Nullable Object base, @Nullable Object name) {
        return base instanceof Map && List.of("items", "keys", "values", "get").contains(String.valueOf(name));
    }

    @Override
    public @Nullable Object invoke(
            ELContext context,
            @Nullable Object base,
            Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] given) {
        context.setPropertyResolved(true);
        Object[] params = given == null ? new Object[0] : given;
        if (base instanceof Filter filter && "filter".equals(method)) {
            return filter(filter, params);
        } else if (base instanceof ExpTest test && "evaluate".equals(method)) {
            return test.evaluate(params[0], (JinjavaInterpreter) params[1], from2(params));
        } else if (base instanceof ExpTest test && "evaluateNegated".equals(method)) {
            return test.evaluateNegated(params[0], (JinjavaInterpreter) params[1], from2(params));
        } else if (base instanceof Map<?, ?> map) {
            return ofMap(map, String.valueOf(method), params);
        }
        throw notThere(method);
    }

    @SuppressWarnings("unchecked")
    private static Object filter(Filter filter, Object[] params) {
        return filter.filter(
                params[0], (JinjavaInterpreter) params[1], (Object[]) params[2], (Map<String, Object>) params[3]);
    }

    private static Object[] from2(Object[] params) {
        return Arrays.copyOfRange(params, 2, params.length);
    }

    private static @Nullable Object ofMap(Map<?, ?> map, String method, Object[] params) {
        if (method.equals("get") && (params.length == 1 || params.length == 2)) {
            Object value = map.get(String.valueOf(params[0]));
            return value == null && params.length == 2 ? params[1] : value;
        } else if (params.length == 0) {
            return switch (method) {
                case "items" -> List.copyOf(map.entrySet());
                case "keys" -> List.copyOf(map.keySet());
                case "values" -> List.copyOf(map.values());
                default -> throw notThere(method);
            };
        }
        throw notThere(method);
    }

    private static MethodNotFoundException notThere(Object method) {
        return new MethodNotFoundException("there is no method '" + method + "'");
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        context.setPropertyResolved(true);
        return Object.class;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        throw new PropertyNotWritableException("values cannot be changed");
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        context.setPropertyResolved(true);
        return true;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return Object.class;
    }
}
