#pragma once

#include <string_view>

namespace province {

/// The one style and the one script of every page: constant, so that their hashes are.
inline constexpr std::string_view kPhoneStyle = R"css(
:root{color-scheme:light dark;--paper:#fbf8f3;--surface:#fff;--ink:#1d1a22;--quiet:#4e4957;--primary:#4b2a6b;--line:#ddd6e4;--soft:#f0e9f7;--good:#175a30;--good-soft:#e6f2e9;--warn:#684200;--warn-soft:#fbf0d4;--danger:#8f1d17;--danger-soft:#fbe6e4}
@media(prefers-color-scheme:dark){:root{--paper:#131117;--surface:#1d1a22;--ink:#f5f2f8;--quiet:#cdc6d6;--primary:#d9c2f0;--line:#3b3544;--soft:#2b2334;--good:#8fe0a8;--good-soft:#14281b;--warn:#f2cd79;--warn-soft:#2c2312;--danger:#ffa39b;--danger-soft:#331614}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
header{background:#4b2a6b;color:#fff;padding:.9rem 1.1rem}
header p{margin:0;font-size:1rem}
header .place{font-weight:700;font-size:1.375rem;line-height:1.3}
header .office{font-weight:700;font-size:1.125rem}
main{max-width:44rem;margin:0 auto;padding:1.1rem}
h1{font-size:1.5rem;line-height:1.3;margin:.6rem 0}
h2,h3,h4,h5,h6{font-size:1.2rem;line-height:1.35;margin:1.6rem 0 .5rem}
p,ul,ol,dl,blockquote{margin:.6rem 0}
.kind{display:inline-block;background:var(--soft);color:var(--primary);font-weight:700;font-size:1rem;padding:.15rem .7rem;border-radius:1rem}
.say{border-left:.35rem solid;border-radius:.6rem;padding:.7rem .9rem;margin:1rem 0;font-weight:600}
.say span{display:block;font-weight:400}
.good{color:var(--good);background:var(--good-soft)}
.warn{color:var(--warn);background:var(--warn-soft)}
.danger{color:var(--danger);background:var(--danger-soft)}
.household{background:var(--soft);border-radius:.8rem;padding:.8rem 1rem}
.household h2{margin-top:0;color:var(--primary)}
dl{display:grid;grid-template-columns:1fr;gap:.1rem}
dt{color:var(--quiet);font-size:1rem;margin-top:.5rem}
dd{margin:0;font-weight:500}
.wide{overflow-x:auto;margin:.8rem 0;border:1px solid var(--line);border-radius:.6rem}
table{border-collapse:collapse;min-width:100%}
th,td{padding:.5rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{background:var(--soft);color:var(--primary)}
tr:last-child td{border-bottom:0}
.right{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.center{text-align:center}
blockquote{border-left:.25rem solid var(--line);padding-left:.9rem;color:var(--quiet)}
a{color:var(--primary)}
.files{list-style:none;padding:0}
.files a{display:block;background:var(--surface);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;margin:.5rem 0;font-weight:600;text-decoration:none}
.files small{display:block;color:var(--quiet);font-weight:400}
footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:.8rem;color:var(--quiet);font-size:1rem}
code{font-family:ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
@media(min-width:36rem){dl{grid-template-columns:14rem 1fr;gap:.4rem}dt{margin:0}}
)css";

/// The fragment names what the kiosk showed; data-known lists this record's revisions, oldest first.
inline constexpr std::string_view kPhoneScript = R"js(
(function(){
"use strict";
function show(name){
var all=document.querySelectorAll("[data-say]");
for(var i=0;i<all.length;i++)all[i].hidden=all[i].getAttribute("data-say")!==name;
}
function compare(){
var asked=location.hash.slice(1);
if(asked==="")return show("");
if(!/^[0-9]{1,15}\.[0-9a-f]{16}$/.test(asked))return show("differs");
var known=document.body.getAttribute("data-known").split(" ");
var newest=known[known.length-1];
if(asked===newest)return show("same");
if(known.indexOf(asked)>=0)return show("newer");
show(Number(asked.split(".")[0])>Number(newest.split(".")[0])?"late":"differs");
}
compare();
window.addEventListener("hashchange",compare);
var until=document.body.getAttribute("data-until");
var ended=document.getElementById("ended");
if(until&&ended){
var now=new Date(Date.now()+7*3600*1000).toISOString().slice(0,10);
if(now>until)ended.hidden=false;
}
})();
)js";

}  // namespace province
