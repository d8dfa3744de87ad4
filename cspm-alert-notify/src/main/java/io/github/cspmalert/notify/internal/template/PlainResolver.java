package io.github.cspmalert.notify.internal.template;

import com.hubspot.jinjava.el.TypeConvertingMapELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.objects.collections.PyMap;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * Reaches into maps and lists and nothing else: no property and no method of any object, but for {@code items()} of maps.
 */
final class PlainResolver extends CompositeELResolver {

    PlainResolver() {
        add(new JinjavaListELResolver(true));
        add(new TypeConvertingMapELResolver(true));
        add(new Undefined());
    }

    @Override
    public @Nullable Object invoke(
            ELContext context, Object base, Object method, Class<?>[] paramTypes, Object[] params) {
        context.setPropertyResolved(true);
        return base instanceof PyMap map && "items".equals(String.valueOf(method)) ? map.items() : null;
    }

    /** What is nowhere else is undefined. */
    private static final class Undefined extends ELResolver {

        @Override
        public @Nullable Object getValue(ELContext context, Object base, Object property) {
            context.setPropertyResolved(base != null);
            return null;
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new jinjava.javax.el.PropertyNotWritableException("templates cannot change values");
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public java.util.Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return java.util.Collections.emptyIterator();
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }
    }
}
