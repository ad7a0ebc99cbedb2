#include "core/tally.h"

int tally_percent(uint32_t part, uint32_t whole)
{
    if (whole == 0)
        return 0;
    return (int)(((uint64_t)part * 200 + whole) / ((uint64_t)whole * 2));
}
