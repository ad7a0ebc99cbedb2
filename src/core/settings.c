#include "core/settings.h"

struct settings settings_default(void)
{
    return (struct settings){ .brightness = 100, .paper = PAPER_AUTOMATIC, .pack = 50 };
}
