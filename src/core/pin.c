#include "core/pin.h"

int64_t pin_delay_ms(int failures)
{
    if (failures < PIN_FREE_TRIES)
        return 0;
    int64_t delay = PIN_DELAY_FIRST_MS;
    for (int i = PIN_FREE_TRIES; i < failures && delay < PIN_DELAY_LAST_MS; i++)
        delay *= 2;
    return delay < PIN_DELAY_LAST_MS ? delay : PIN_DELAY_LAST_MS;
}
