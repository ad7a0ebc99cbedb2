#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

bool err_set(struct err *e, enum err_code code, const char *format, ...)
{
    if (e == NULL)
        return false;
    e->code = code;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(e->detail, sizeof e->detail, format, args);
    va_end(args);
    return false;
}
