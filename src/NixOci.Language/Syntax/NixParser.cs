#pragma warning disable
using NixOci.Language.Source;
using NixOci.Language.Values;
namespace NixOci.Language.Syntax;
public static class ExprPrinter { public static string Print(Expr e) => e.ToString()!; }
public static class NixParser { public static Expr Parse(SourceFile s, string? home=null) { var p = new P(s); var e = p.E(); p.Ws(); if (p.i < p.t.Length) p.Fail("trailing"); return e; } 
sealed class P(SourceFile f) {
 public string t=f.Text; public int i=0;
 public void Fail(string m)=>throw new SyntaxException("syntax error "+m,new Position(f,i));
 public void Ws(){ for(;;){ while(i<t.Length&&char.IsWhiteSpace(t[i]))i++; if(i<t.Length&&t[i]=='#'){while(i<t.Length&&t[i]!='\n')i++;} else if(Is("/*")){i=t.IndexOf("*/",i)+2;} else return; } }
 bool Is(string s)=>string.CompareOrdinal(t,i,s,0,s.Length)==0;
 bool Op(string s,string not=""){Ws(); if(!Is(s))return false; if(i+s.Length<t.Length&&not.Contains(t[i+s.Length]))return false; i+=s.Length;return true;}
 void Need(string s){ if(!Op(s)) Fail("expecting "+s);}
 static bool IdS(char c)=>char.IsAsciiLetter(c)||c=='_'; static bool IdC(char c)=>char.IsAsciiLetterOrDigit(c)||c is '_' or '\'' or '-';
 string? PeekId(){Ws(); if(i>=t.Length||!IdS(t[i]))return null; int j=i; while(j<t.Length&&IdC(t[j]))j++; return t[i..j];}
 bool Kw(string k){ if(PeekId()==k){i+=k.Length;return true;} return false;}
 static readonly HashSet<string> KW=["if","then","else","assert","with","let","in","rec","inherit"];
 public Expr E(){ Ws(); int o=i;
  var id=PeekId();
  switch(id){
   case "let": { int sv=i; i+=3; var b=Binds(true,o); if(!Kw("in"))Fail("in"); return new LetExpr(o,b,E()); }
   case "if": {i+=2; var c=E(); if(!Kw("then"))Fail("then"); var a=E(); if(!Kw("else"))Fail("else"); return new IfExpr(o,c,a,E());}
   case "with": {i+=4; var s=E(); Need(";"); return new WithExpr(o,s,E());}
   case "assert": {i+=6; var s=E(); Need(";"); return new AssertExpr(o,s,E());}
  }
  if(id!=null&&!KW.Contains(id)){ int sv=i; i+=id.Length; Ws(); if(i<t.Length&&t[i]==':'&&!(i+1<t.Length&&!char.IsWhiteSpace(t[i+1])&&t[i+1]!='{'&&t[i+1]!='[' && t[i+1]!='(')){ i++; return new LambdaExpr(o,id,null,E()); } if(Op("@")){ var fm=Formals(); Need(":"); return new LambdaExpr(o,id,fm,E()); } i=sv; }
  if(i<t.Length&&t[i]=='{'){ int sv=i; bool l=false; try { i++; Ws(); if(Is("}")){i++; Ws(); l=Is(":")||Is("@");} else if(Is("...")) l=true; else { var n=PeekId(); if(n!=null){ i+=n.Length; Ws(); l=Is(",")||Is("?")||(Is("}")); } } } finally { i=sv; } if(l){ var fm=Formals(); Symbol nm=default; if(Op("@")){ var n=PeekId()!; i+=n.Length; nm=n; } Need(":"); return new LambdaExpr(o,nm,fm,E()); } }
  return Bin(0);
 }
 Formals Formals(){ Need("{"); var l=new List<Formal>(); bool e=false; for(;;){ if(Op("}"))break; if(Op("...")){e=true; Need("}"); break;} Ws(); int o=i; var n=PeekId()!; i+=n.Length; Expr? d=null; if(Op("?"))d=E(); l.Add(new Formal(o,n,d)); if(Op(",")) continue; Need("}"); break;} return new Formals(l,e); }
 static Expr V(string n,int o)=>new VarExpr(o,n);
 (string op,int prec,int assoc)? NextOp(){ Ws(); int sv=i; (string,int,int)? r=null;
  if(Op("->"))r=("->",1,1); else if(Op("||"))r=("||",2,0); else if(Op("&&"))r=("&&",3,0); else if(Op("=="))r=("==",4,2); else if(Op("!="))r=("!=",4,2); else if(Op("<="))r=("<=",5,2); else if(Op(">="))r=(">=",5,2); else if(Op("//"))r=("//",6,1); else if(Op("<"))r=("<",5,2); else if(Op(">"))r=(">",5,2); else if(Op("++"))r=("++",9,1); else if(Op("+"))r=("+",8,0); else if(Op("-"))r=("-",8,0); else if(Op("*"))r=("*",7+2,0); else if(Op("/"))r=("/",9,0); else if(Op("?"))r=("?",11,2);
  i=sv; return r; }
 // precedence numbers: higher binds tighter; ! is 7
 Expr Bin(int min){ Ws(); int o=i; Expr l;
  if(Is("!")&&!Is("!=")){ i++; l=new NotExpr(o,Bin(7)); }
  else if(Is("-")&&!Is("->")){ i++; l=new CallExpr(o,V("__sub",o),[new IntExpr(o,0),Bin(12)]); }
  else l=App();
  for(;;){ var n=NextOp(); if(n==null||n.Value.prec<min) return l; Ws(); int po=i; i+=n.Value.op.Length;
   var (op,pr,asc)=n.Value;
   if(op=="?"){ l=new HasAttrExpr(po,l,Path()); continue; }
   if(op=="*"||op=="/") pr=9; 
   var r=Bin(asc==1?pr:pr+1);
   l=op switch { "->"=>new BinaryExpr(po,BinaryOperator.Implies,l,r),"||"=>new BinaryExpr(po,BinaryOperator.Or,l,r),"&&"=>new BinaryExpr(po,BinaryOperator.And,l,r),"=="=>new BinaryExpr(po,BinaryOperator.Equal,l,r),"!="=>new BinaryExpr(po,BinaryOperator.NotEqual,l,r),"//"=>new BinaryExpr(po,BinaryOperator.Update,l,r),"++"=>new BinaryExpr(po,BinaryOperator.Concat,l,r),
    "<"=>new CallExpr(po,V("__lessThan",po),[l,r]), ">"=>new CallExpr(po,V("__lessThan",po),[r,l]), "<="=>new NotExpr(po,new CallExpr(po,V("__lessThan",po),[r,l])), ">="=>new NotExpr(po,new CallExpr(po,V("__lessThan",po),[l,r])),
    "-"=>new CallExpr(po,V("__sub",po),[l,r]),"*"=>new CallExpr(po,V("__mul",po),[l,r]),"/"=>new CallExpr(po,V("__div",po),[l,r]),
    _=>new ConcatExpr(po,false,[new ConcatPart(l.Offset,l),new ConcatPart(r.Offset,r)]) };
  } }
 Expr App(){ Ws(); int o=i; var f=Sel(); if(f==null){Fail("expr");} var a=new List<Expr>(); for(;;){ var x=Sel(); if(x==null)break; a.Add(x);} return a.Count==0?f!:new CallExpr(o,f!,[..a]); }
 AttrName[] Path(){ var l=new List<AttrName>(); do{ Ws(); int o=i; if(Is("\"")){ var s=Str(); if(s is StringExpr c) l.Add(new(o,c.Value,null)); else l.Add(new(o,default,s)); } else if(Op("${")){ var e=E(); Need("}"); l.Add(new(o,default,e)); } else { var n=PeekId(); if(n==null)Fail("attr"); i+=n!.Length; l.Add(new(o,n,null)); } } while(DotNext()); return [..l]; }
 bool DotNext(){ int sv=i; Ws(); if(Is(".")&&!Is("...")&&!Is("./")){i++;return true;} i=sv; return false; }
 Expr? Sel(){ Ws(); int o=i; var e=Prim(); if(e==null)return null; if(DotNext()){ var p=Path(); Expr? d=null; if(Kw("or")) d=Sel(); e=new SelectExpr(o,e,p,d);} return e; }
 Expr? Prim(){ Ws(); if(i>=t.Length)return null; int o=i; char c=t[i];
  if(c=='"')return Str(); if(Is("''"))return Ind(); if(c=='('){i++; var e=E(); Need(")"); return e;}
  if(c=='['){i++; var l=new List<Expr>(); for(;;){ if(Op("]"))break; var x=Sel(); if(x==null)Fail("list elem"); l.Add(x!);} return new ListExpr(o,[..l]);}
  if(c=='{'){ i++; return Binds(false,o,true);} 
  if((c=='.'||c=='/')&&!Is("//")){ int j=i; while(j<t.Length&&(IdC(t[j])&&t[j]!='\''||t[j] is '.' or '/' or '+'))j++; if(j>i+1&&t[i..j].Contains('/')){ var p=t[i..j]; i=j; return new PathExpr(o,NixPaths.Resolve(f.BaseDirectory,p)); } return null; }
  if(char.IsDigit(c)){ int j=i; while(j<t.Length&&char.IsDigit(t[j]))j++; if(j<t.Length&&t[j]=='.'&&j+1<t.Length&&char.IsDigit(t[j+1])){ j++; while(j<t.Length&&char.IsDigit(t[j]))j++; var d=double.Parse(t[i..j]); i=j; return new FloatExpr(o,d);} var v=long.Parse(t[i..j]); i=j; return new IntExpr(o,v);}
  var id=PeekId(); if(id==null)return null; if(id=="rec"){i+=3; Need("{"); return Binds(true,o,true);} if(KW.Contains(id)||id=="or")return null; i+=id.Length; return id=="__curPos"?new CurPosExpr(o):new VarExpr(o,id); }
 sealed class B{ public Dictionary<string,(int o,Expr? e,B? sub,AttrOrigin og)> m=[]; public List<string> order=[]; public List<DynamicAttrDef> dyn=[]; public List<Expr> src=[]; public bool rec; public int o; 
   public AttrSetExpr Build(){ var l=new List<AttrDef>(); foreach(var n in order){ var x=m[n]; l.Add(new AttrDef(n,x.o,x.e??x.sub!.Build(),x.og)); } return new AttrSetExpr(o,rec,l,dyn,src);} }
 AttrSetExpr Binds(bool rec,int o,bool brace=false){ var b=new B{rec=rec,o=o}; for(;;){ Ws(); if(brace&&Op("}"))break; if(!brace&&PeekId()=="in")break; 
   if(Kw("inherit")){ if(Op("(")){ var s=E(); Need(")"); int ix=b.src.Count; b.src.Add(s); while(!Op(";")){ Ws(); int p=i; var n=PeekId(); if(n==null){ n=((StringExpr)Str()).Value;} else i+=n.Length; b.order.Add(n); b.m[n]=(p,new SelectExpr(p,new InheritSourceExpr(p,ix),[new AttrName(p,n,null)],null),null,AttrOrigin.InheritedFrom);} } else while(!Op(";")){ Ws(); int p=i; var n=PeekId()!; i+=n.Length; b.order.Add(n); b.m[n]=(p,new VarExpr(p,n),null,AttrOrigin.Inherited);} continue; }
   int po=i; var path=Path(); Need("="); var v=E(); Need(";"); Add(b,path,0,v,po); } return b.Build(); }
 void Add(B b,AttrName[] p,int k,Expr v,int po){ if(k==p.Length-1){ if(p[k].Computed!=null){ b.dyn.Add(new(p[k].Computed!,po,v)); return;} var n=p[k].Symbol.Text; if(b.m.TryGetValue(n,out var x)&&x.sub!=null&&v is AttrSetExpr se){ foreach(var d in se.Attrs) Add(x.sub,[new(d.Offset,d.Name,null)],0,d.Value,d.Offset); return;} if(!b.m.ContainsKey(n))b.order.Add(n); 
     if(v is LambdaExpr l) l.Name=n; if(v is AttrSetExpr s2&&!s2.IsRecursive&&s2.DynamicAttrs.Count==0&&s2.InheritSources.Count==0&&s2.Attrs.All(a=>a.Origin==AttrOrigin.Plain)){ var nb=new B{o=s2.Offset}; foreach(var d in s2.Attrs)Add(nb,[new(d.Offset,d.Name,null)],0,d.Value,d.Offset); b.m[n]=(po,null,nb,AttrOrigin.Plain);} else b.m[n]=(po,v,null,AttrOrigin.Plain); return; }
   if(p[k].Computed!=null){ var nb=new B{o=po}; Add(nb,p,k+1,v,po); b.dyn.Add(new(p[k].Computed!,po,nb.Build())); return; }
   var nm=p[k].Symbol.Text; if(!b.m.TryGetValue(nm,out var y)){ b.order.Add(nm); y=(po,null,new B{o=po},AttrOrigin.Plain); b.m[nm]=y; } Add(y.sub!,p,k+1,v,po); }
 Expr Str(){ int o=i; i++; var parts=new List<ConcatPart>(); var sb=new System.Text.StringBuilder(); int so=i; bool interp=false; for(;;){ if(i>=t.Length)Fail("eof"); char c=t[i]; if(c=='"'){i++;break;} if(c=='\\'){ i++; sb.Append(t[i] switch{'n'=>'\n','t'=>'\t','r'=>'\r',var z=>z}); i++; } else if(c=='$'&&t[i+1]=='{'){ interp=true; if(sb.Length>0){parts.Add(new(so,new StringExpr(so,sb.ToString())));sb.Clear();} int p=i; i+=2; var e=E(); Need("}"); parts.Add(new(p,e)); so=i; } else if(c=='$'&&t[i+1]!='"'&&t[i+1]!='\\'){ sb.Append(c).Append(t[i+1]); i+=2; } else {sb.Append(c);i++;} } if(!interp)return new StringExpr(o,sb.ToString()); if(sb.Length>0)parts.Add(new(so,new StringExpr(so,sb.ToString()))); return new ConcatExpr(o,true,[..parts]); }
 Expr Ind(){ int o=i; i+=2; var sb=new System.Text.StringBuilder(); while(!Is("''")){sb.Append(t[i]);i++;} i+=2; return new StringExpr(o,sb.ToString().Trim()); }
}}
