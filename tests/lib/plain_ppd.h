/* The smallest driver that CUPS takes: PDF, A6 (loaded) and A4, 9 points of margin. */
#ifndef TESTS_PLAIN_PPD_H
#define TESTS_PLAIN_PPD_H

static const char plain_ppd[] =
    "*PPD-Adobe: \"4.3\"\n*FormatVersion: \"4.3\"\n*FileVersion: \"1.0\"\n"
    "*LanguageVersion: English\n*LanguageEncoding: ISOLatin1\n*PCFileName: \"PLAIN.PPD\"\n"
    "*Manufacturer: \"Lab\"\n*Product: \"(Lab)\"\n*ModelName: \"Lab\"\n"
    "*ShortNickName: \"Lab\"\n*NickName: \"Lab\"\n*PSVersion: \"(3010.000) 0\"\n"
    "*LanguageLevel: \"3\"\n*ColorDevice: False\n*DefaultColorSpace: Gray\n"
    "*cupsFilter2: \"application/vnd.cups-pdf application/pdf 0 -\"\n"
    "*OpenUI *PageSize: PickOne\n*OrderDependency: 10 AnySetup *PageSize\n"
    "*DefaultPageSize: A6\n*PageSize A6: \"\"\n*PageSize A4: \"\"\n*CloseUI: *PageSize\n"
    "*OpenUI *PageRegion: PickOne\n*OrderDependency: 10 AnySetup *PageRegion\n"
    "*DefaultPageRegion: A6\n*PageRegion A6: \"\"\n*PageRegion A4: \"\"\n"
    "*CloseUI: *PageRegion\n"
    "*DefaultImageableArea: A6\n*ImageableArea A6: \"9 9 288.6 410.5\"\n"
    "*ImageableArea A4: \"9 9 586 833\"\n"
    "*DefaultPaperDimension: A6\n*PaperDimension A6: \"297.6 419.5\"\n"
    "*PaperDimension A4: \"595 842\"\n";

#endif
