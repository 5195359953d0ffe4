# tests/cli/console.t - screenshot, send-key
$ hvsh screenshot web01 shot.ppm
Screenshot saved to shot.ppm, with type of image/x-portable-pixmap
# requests: 3
$ head -c 15 shot.ppm; wc -c <shot.ppm
P6
1024 768
2552359312
$ hvsh screenshot web01 --file shot.PNG
Screenshot saved to shot.PNG, with type of image/png
$ head -c 8 shot.PNG | od -An -tx1
 89 50 4e 47 0d 0a 1a 0a
$ hvsh -q screenshot web01 - 2>err | cmp - shot.ppm && echo same
same
$ hvsh screenshot db01 shot2.ppm
error: could not take a screenshot of db01: Requested operation is not valid: domain is not running

[1]
$ ls shot2.ppm
ls: cannot access 'shot2.ppm': No such file or directory
[2]
$ hvsh screenshot web01 /no/such/dir/x.ppm
error: could not take a screenshot of web01: unable to write file /no/such/dir/x.ppm: No such file or directory

[1]
$ hvsh screenshot web01 x.ppm --screen 0
error: Option --screen is not supported: Hyper-V shows one screen of a domain
[2]
$ hvsh -q screenshot web01; ls web01-*-*:*.ppm | wc -l
1
$ hvsh send-key web01 KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE

# requests: 3
$ hvsh -o json wql --namespace root/hvsim 'SELECT Typed FROM Hvsim_Keyboard'
[
{"__CLASS":null,"Typed":"[1D][38][E0][53][E0][D3][B8][9D]"}
]
$ hvsh send-key web01 --holdtime 1 30

# requests: 4
$ hvsh -o json send-key web01 --codeset win32 VK_LWIN VK_R
{"done":"Keys sent to domain 'web01'"}
$ hvsh send-key web01 --codeset usb 0x2c

$ hvsh send-key web01 --codeset qnum 0x9d

$ hvsh send-key web01 --codeset os_x 0x24

$ hvsh send-key web01 --codeset atset2 0xe06b

$ hvsh -o json wql --namespace root/hvsim 'SELECT Typed FROM Hvsim_Keyboard'
[
{"__CLASS":null,"Typed":"[1D][38][E0][53][E0][D3][B8][9D][1E][9E][E0][5B][13][93][E0][DB][39][B9][E0][1D][E0][9D][1C][9C][E0][4B][E0][CB]"}
]
$ hvsh send-key web01 KEY_FOO
error: invalid keycode: 'KEY_FOO'

[2]
$ hvsh send-key web01 999
error: invalid keycode: '999'

[2]
$ hvsh send-key web01 ''
error: invalid keycode: ''

[2]
$ hvsh send-key web01 --codeset foo KEY_A
error: unknown codeset: 'foo'

[2]
$ hvsh send-key web01 --codeset xt KEY_A
error: invalid keycode: 'KEY_A'

[2]
$ hvsh send-key web01 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
error: too many keycodes

[2]
$ hvsh send-key db01 KEY_A
error: Failed to send keys to domain 'db01': Requested operation is not valid: domain is not running

[1]
$ hvsh send-key web01 KEY_A --holdtime 99999999
error: keys are held for a minute at most

[2]
$ hvsh -r send-key web01 KEY_A
error: read-only: 'send-key' would change the host

[4]
$ hvsh send-key web01
error: command 'send-key' requires <keycode> option
[2]
