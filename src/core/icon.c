#include "core/icon.h"

enum icon icon_of_element(enum element e)
{
    static const enum icon icons[ELEMENT_COUNT] = { ICON_EXCELLENCE, ICON_ETHICS, ICON_ENGAGEMENT };
    return icons[e];
}
